# Copies that stay in the allowed regions.
# expect: pass aws_ecr_replication_configuration.copy
# expect: pass aws_dynamodb_table.copy
# expect: pass aws_secretsmanager_secret.copy
# expect: pass aws_kms_replica_key.copy
# expect: pass aws_db_instance_automated_backups_replication.copy
# expect: pass aws_ami_copy.copy
# expect: pass aws_ebs_snapshot_copy.copy
# expect: pass aws_db_snapshot_copy.to
# expect: pass aws_db_snapshot_copy.from
# expect: pass aws_backup_plan.copy
# expect: pass aws_efs_replication_configuration.copy
# expect: pass aws_redshift_snapshot_copy.copy
# expect: pass aws_rds_cluster.copy
# expect: pass aws_db_instance.copy
# expect: pass aws_dynamodb_table_replica.copy
# expect: pass aws_keyspaces_keyspace.copy
# expect: pass aws_dynamodb_global_table.copy
resource "terraform_data" "unknown" {
  input = "unknown"
}
resource "aws_ecr_replication_configuration" "copy" {
  replication_configuration {
    rule {
      destination {
        region      = "eu-west-1"
        registry_id = "123456789012"
      }
    }
  }
}
resource "aws_dynamodb_table" "copy" {
  name             = "copy"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  stream_enabled   = true
  stream_view_type = "NEW_AND_OLD_IMAGES"
  attribute {
    name = "id"
    type = "S"
  }
  replica {
    region_name = "eu-west-1"
  }
  replica {
    region_name = "eu-west-1"
  }
}
resource "aws_secretsmanager_secret" "copy" {
  name = "copy"
  tags = { note = terraform_data.unknown.id }
  replica {
    region = "eu-west-1"
  }
}
resource "aws_kms_replica_key" "copy" {
  primary_key_arn = "arn:aws:kms:eu-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"
}
resource "aws_db_instance_automated_backups_replication" "copy" {
  source_db_instance_arn = "arn:aws:rds:eu-west-1:123456789012:db:main"
}
resource "aws_ami_copy" "copy" {
  name              = "copy"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "eu-west-1"
}
resource "aws_ebs_snapshot_copy" "copy" {
  source_snapshot_id = "snap-0123456789abcdef0"
  source_region      = "eu-west-1"
}
resource "aws_db_snapshot_copy" "to" {
  source_db_snapshot_identifier = "here"
  target_db_snapshot_identifier = "there"
  destination_region            = "eu-west-1"
}
resource "aws_db_snapshot_copy" "from" {
  source_db_snapshot_identifier = "arn:aws:rds:eu-west-1:123456789012:snapshot:there"
  target_db_snapshot_identifier = "here"
}
resource "aws_backup_plan" "copy" {
  name = "copy"
  rule {
    rule_name         = "none"
    target_vault_name = "vault"
  }
  rule {
    rule_name         = "copy"
    target_vault_name = "vault"
    copy_action {
      destination_vault_arn = "arn:aws:backup:eu-west-1:123456789012:backup-vault:vault"
    }
  }
}
resource "aws_efs_replication_configuration" "copy" {
  source_file_system_id = "fs-0123456789abcdef0"
  destination {
    region = "eu-west-1"
  }
}
resource "aws_redshift_snapshot_copy" "copy" {
  cluster_identifier = "copy"
  destination_region = "eu-west-1"
}
resource "aws_rds_cluster" "copy" {
  cluster_identifier            = "copy"
  engine                        = "aurora-postgresql"
  replication_source_identifier = "arn:aws:rds:eu-west-1:123456789012:cluster:main"
  source_region                 = "eu-west-1"
  skip_final_snapshot           = true
}
resource "aws_db_instance" "copy" {
  identifier          = "copy"
  instance_class      = "db.t4g.medium"
  replicate_source_db = "arn:aws:rds:eu-west-1:123456789012:db:main"
  skip_final_snapshot = true
}
resource "aws_dynamodb_table_replica" "copy" {
  global_table_arn = "arn:aws:dynamodb:eu-west-1:123456789012:table/main"
}
resource "aws_keyspaces_keyspace" "copy" {
  name = "copy"
  replication_specification {
    replication_strategy = "MULTI_REGION"
    region_list          = ["eu-central-1", "eu-west-1"]
  }
}
resource "aws_dynamodb_global_table" "copy" {
  name = "copy"
  replica {
    region_name = "eu-west-1"
  }
}
