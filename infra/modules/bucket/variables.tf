variable "name" {
  description = "The bucket's name, unique in the whole of AWS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$", var.name))
    error_message = "A bucket's name is 3 to 63 lower-case letters, digits and dashes (and no dots, which break TLS)."
  }
}

variable "tls_minimum_version" {
  description = "The oldest TLS version that the bucket answers."
  type        = string
  default     = "1.2"
  nullable    = false

  validation {
    condition     = contains(["1.2", "1.3"], var.tls_minimum_version)
    error_message = "TLS before 1.2 is not accepted anywhere."
  }
}

variable "policy_statements" {
  description = "Statements of the bucket policy beside those that demand TLS: a list of objects as in a policy's JSON. `any`, since statements differ in shape."
  type        = any
  default     = []
  nullable    = false

  validation {
    condition     = can([for statement in var.policy_statements : statement.Effect])
    error_message = "A list of policy statements, each with its Effect."
  }
}

variable "encryption" {
  description = "How objects are encrypted by default: AES256 (S3's own keys) or aws:kms; then under `key_arn`, or without one under the account's aws/s3 key."
  type = object({
    algorithm = string
    key_arn   = optional(string)
  })
  default  = { algorithm = "AES256" }
  nullable = false

  validation {
    condition     = contains(["AES256", "aws:kms"], var.encryption.algorithm)
    error_message = "The algorithm is AES256 or aws:kms."
  }

  validation {
    condition     = var.encryption.algorithm == "aws:kms" || var.encryption.key_arn == null
    error_message = "A key of one's own goes with aws:kms only."
  }
}

variable "transitions" {
  description = "Storage classes that objects move to, by age in days, the youngest first. Empty: they stay where they were put."
  type = list(object({
    days          = number
    storage_class = string
  }))
  default  = []
  nullable = false

  validation {
    condition = alltrue([
      for transition in var.transitions :
      contains(["STANDARD_IA", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"], transition.storage_class)
    ])
    error_message = "The storage class is STANDARD_IA, GLACIER_IR, GLACIER or DEEP_ARCHIVE."
  }

  validation {
    condition = alltrue([
      for i, transition in var.transitions : i == 0 || try(transition.days > var.transitions[i - 1].days, true)
    ])
    error_message = "Each transition comes later than the one before it."
  }
}

variable "expire_after_days" {
  description = "The age in days at which objects expire. Null: never."
  type        = number
  default     = null

  validation {
    condition     = var.expire_after_days == null || try(var.expire_after_days > max(0, var.transitions[*].days...), false)
    error_message = "Objects expire after a positive number of days, and after their last transition."
  }

  validation {
    # Nothing leaves before the lock does.
    condition = var.expire_after_days == null || var.object_lock == null || try(
      var.expire_after_days >= (var.object_lock.days != null ? var.object_lock.days : var.object_lock.years * 366), false
    )
    error_message = "Objects must not expire before their lock ends."
  }
}

variable "noncurrent_expire_after_days" {
  description = "Where objects expire: how many days an overwritten or expired version is kept after that."
  type        = number
  default     = 30
  nullable    = false

  validation {
    condition     = var.noncurrent_expire_after_days >= 1
    error_message = "At least one day."
  }
}

variable "abandoned_uploads_days" {
  description = "After how many days the parts of an upload that was begun and never finished are cleared away."
  type        = number
  default     = 7
  nullable    = false

  validation {
    condition     = var.abandoned_uploads_days >= 1
    error_message = "At least one day."
  }
}

variable "object_lock" {
  description = "The default retention of every new object, in days or in years. Null: no lock. Cannot be changed once the bucket exists, and nothing deletes an object under COMPLIANCE before its time."
  type = object({
    mode  = string
    days  = optional(number)
    years = optional(number)
  })
  default = null

  validation {
    condition     = var.object_lock == null || contains(["COMPLIANCE", "GOVERNANCE"], try(var.object_lock.mode, ""))
    error_message = "The mode is COMPLIANCE or GOVERNANCE."
  }

  validation {
    condition     = var.object_lock == null || length(compact([try(var.object_lock.days, null), try(var.object_lock.years, null)])) == 1
    error_message = "A retention is given in days or in years, in one of them."
  }
}

variable "replication" {
  description = "Where every new object is copied to, and the role that copies. Null: nowhere. The destination keeps versions, and a lock where this bucket has one."
  type = object({
    role_arn               = string
    destination_bucket_arn = string
    destination_key_arn    = string
    storage_class          = optional(string, "GLACIER_IR")
  })
  default = null

  validation {
    condition     = var.replication == null || var.encryption.algorithm == "aws:kms"
    error_message = "Copies are made of objects under a KMS key; this bucket's lie under S3's own keys."
  }
}
