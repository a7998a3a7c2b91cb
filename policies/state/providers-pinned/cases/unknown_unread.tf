# The lock file cannot be read.
#
# expect: undetermined scope:production

resource "terraform_data" "one" {}
