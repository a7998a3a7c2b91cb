# One exact version, and the lock file holds it.
#
# expect: pass scope:production

resource "terraform_data" "one" {}
