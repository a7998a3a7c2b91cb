# There is no lock file.
# expect: fail scope:production
resource "terraform_data" "one" {}
