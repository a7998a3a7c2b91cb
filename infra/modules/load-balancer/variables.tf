variable "name" {
  description = "The load balancer's name."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{1,31}$", var.name))
    error_message = "A load balancer's name is at most 32 lower-case letters, digits and dashes."
  }
}

variable "vpc_id" {
  description = "The VPC."
  type        = string
  nullable    = false
}

variable "subnet_ids" {
  description = "The public subnets, one per zone. They carry IPv6."
  type        = list(string)
  nullable    = false

  validation {
    condition     = length(var.subnet_ids) >= 2
    error_message = "AWS wants a load balancer in two zones, whatever is behind it."
  }
}

variable "security_group_id" {
  description = "The load balancer's group: whom it admits."
  type        = string
  nullable    = false
}

variable "certificate_names" {
  description = "The names that the certificate covers, wildcards among them. The first is what it is called by."
  type        = list(string)
  nullable    = false

  validation {
    # A wildcard in a certificate stands for one label.
    condition = alltrue([
      for host in values(var.hosts) :
      contains(var.certificate_names, host) || contains(var.certificate_names, replace(host, "/^[^.]+/", "*"))
    ])
    error_message = "A host is routed that the certificate does not cover."
  }
}

variable "tls_policy" {
  description = "AWS's policy of protocols and ciphers for HTTPS."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("TLS13-1-[23]", var.tls_policy))
    error_message = "The policy admits nothing older than TLS 1.2: ELBSecurityPolicy-TLS13-1-2-… or -TLS13-1-3-…"
  }
}

variable "target_groups" {
  description = "The target groups' names, by service."
  type        = map(string)
  nullable    = false

  validation {
    condition     = alltrue([for name in values(var.target_groups) : length(name) <= 32])
    error_message = "A target group's name has at most 32 characters."
  }
}

variable "hosts" {
  description = "The host name that leads to each service, by service."
  type        = map(string)
  nullable    = false

  validation {
    condition     = length(setsubtract(keys(var.hosts), keys(var.target_groups))) == 0
    error_message = "A host leads to a service that has no target group."
  }

  validation {
    condition     = length(distinct(values(var.hosts))) == length(var.hosts)
    error_message = "Two services have the same host."
  }
}

variable "default_service" {
  description = "The service that gets every host that no rule names."
  type        = string
  nullable    = false

  validation {
    condition     = contains(keys(var.target_groups), var.default_service)
    error_message = "The service has no target group."
  }
}

variable "ports" {
  description = "The ports that services listen on, by service."
  type        = map(number)
  nullable    = false
}

variable "health_path" {
  description = "The path that says whether a task is alive."
  type        = string
  nullable    = false

  validation {
    condition     = startswith(var.health_path, "/")
    error_message = "A path begins with a slash."
  }
}
