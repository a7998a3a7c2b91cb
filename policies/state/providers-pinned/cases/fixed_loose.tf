# `version = "= 5.100.0"`, and a lock file that holds both providers.
#
# expect: pass scope:production

resource "terraform_data" "one" {}
