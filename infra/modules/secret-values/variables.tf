variable "names" {
  description = "The secrets' names, by use."
  type        = map(string)
  nullable    = false
}

variable "entries" {
  description = "What each secret holds, by use: the names in its JSON."
  type        = map(list(string))
  nullable    = false
}

variable "values" {
  description = "The values, by use and by the name in the secret's JSON: one for each secret that has a version. Ephemeral: they reach AWS and neither plan nor state."
  type        = map(map(string))
  nullable    = false
  ephemeral   = true
  sensitive   = true

  validation {
    condition     = alltrue([for use, value in var.values : keys(value) == sort(lookup(var.entries, use, []))])
    error_message = "A secret's value has other names than the secret is said to hold (secret_entries in policies/data/architecture.yaml): all of them are needed, and no other."
  }

  validation {
    condition     = alltrue(flatten([for value in values(var.values) : [for text in values(value) : length(text) > 0]]))
    error_message = "A value is empty: a task would start with it."
  }
}

variable "versions" {
  description = "Which secrets are written from here, by use, and a number each: raise it to write the value anew."
  type        = map(number)
  nullable    = false

  validation {
    condition     = alltrue([for number in values(var.versions) : number >= 1 && floor(number) == number])
    error_message = "A version is a whole number from 1 up."
  }

  validation {
    condition     = length(setsubtract(keys(var.versions), keys(var.names))) == 0
    error_message = "There is no secret of that use."
  }

  validation {
    condition     = length(setsubtract(keys(var.versions), keys(var.values))) == 0
    error_message = "A secret with a version needs its value, on every run: the provider refuses the one without the other."
  }
}
