terraform {
  required_version = "~> 1.11" # no provider: this module makes nothing
}
