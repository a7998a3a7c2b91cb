# The plan comes without its source.
# source: none
#
# expect: undetermined scope:production

resource "terraform_data" "one" {}
