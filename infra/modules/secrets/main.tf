# The environment's secrets: their names, their keys and who may read them. Not their values, which come from other companies (Clerk,
# Cloudflare) or from other resources' endpoints and change without a change of infrastructure: operators write them by hand, or
# through secret-values.

locals {
  # Whatever an identity policy allows, only these read. An administrator can still change this policy, and is seen doing so.
  readers_only = {
    for use, name in var.names : use => jsonencode({
      Version = "2012-10-17"
      Statement = [{
        Sid       = "ReadersOnly"
        Effect    = "Deny"
        Principal = "*"
        Action    = ["secretsmanager:GetSecretValue", "secretsmanager:BatchGetSecretValue"]
        Resource  = "arn:aws:secretsmanager:${var.region}:${var.account_id}:secret:${name}-??????"
        Condition = {
          ArnNotEquals = {
            "aws:PrincipalArn" = use == "encryption" ? values(var.readers) : [var.readers.execution, var.readers.operations]
          }
        }
      }]
    })
  }
}

# The column-encryption keyring and the envelope key of dumps: losing it is losing every column under it.
resource "aws_secretsmanager_secret" "encryption" {
  name                    = var.names.encryption
  description             = join(", ", var.entries.encryption)
  kms_key_id              = var.application_key_arn
  policy                  = local.readers_only.encryption
  recovery_window_in_days = 30

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_secretsmanager_secret" "this" {
  for_each = { for use, name in var.names : use => name if use != "encryption" }

  name                    = each.value
  description             = join(", ", var.entries[each.key])
  policy                  = local.readers_only[each.key]
  recovery_window_in_days = 30

  # Under aws/secretsmanager: with the application key, its policy would have to let the applications decrypt these too.

  lifecycle {
    prevent_destroy = true
  }
}
