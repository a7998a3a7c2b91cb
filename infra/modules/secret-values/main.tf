# Values of secrets, for those that are to be written from here. A write-only argument hands a value to AWS and to nothing else:
# it is in no plan and in no state, and Terraform sees that it has changed by the number beside it alone.
#
# A module of its own, since it works as somebody else: the provider reads back what it has written, and of people only operations
# may read a secret (decision 12).

resource "aws_secretsmanager_secret_version" "this" {
  for_each = var.versions

  # By its name, which is known before the secret exists.
  secret_id                = var.names[each.key]
  secret_string_wo         = jsonencode(var.values[each.key])
  secret_string_wo_version = each.value
}
