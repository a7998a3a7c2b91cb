# A range of versions, and a provider that the lock file does not hold.
#
# expect: fail scope:production

resource "terraform_data" "one" {}
