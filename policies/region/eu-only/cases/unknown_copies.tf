# Copies of which the plan does not tell where they go or come from.
# expect: undetermined aws_ecr_replication_configuration.copy
# expect: undetermined aws_dynamodb_table.copy
# expect: undetermined aws_secretsmanager_secret.copy
# expect: undetermined aws_kms_replica_key.copy
# expect: undetermined aws_db_instance_automated_backups_replication.copy
# expect: undetermined aws_ami_copy.copy
# expect: undetermined aws_ebs_snapshot_copy.copy
# expect: undetermined aws_db_snapshot_copy.to
# expect: undetermined aws_db_snapshot_copy.from
# expect: undetermined aws_backup_plan.copy
# expect: undetermined aws_efs_replication_configuration.copy
# expect: undetermined aws_redshift_snapshot_copy.copy
# expect: undetermined aws_rds_cluster.copy
# expect: undetermined aws_db_instance.copy
# expect: undetermined aws_dynamodb_table_replica.copy
# expect: undetermined aws_keyspaces_keyspace.copy
# expect: undetermined aws_dynamodb_global_table.copy
resource "terraform_data" "unknown" {
  input = "unknown"
}
resource "aws_ecr_replication_configuration" "copy" {
  replication_configuration {
    rule {
      destination {
        region      = terraform_data.unknown.output
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
    region_name = terraform_data.unknown.output
  }
}
resource "aws_secretsmanager_secret" "copy" {
  name = "copy"
  tags = { note = terraform_data.unknown.id }
  replica {
    region = terraform_data.unknown.output
  }
}
resource "aws_kms_replica_key" "copy" {
  primary_key_arn = terraform_data.unknown.output
}
resource "aws_db_instance_automated_backups_replication" "copy" {
  source_db_instance_arn = terraform_data.unknown.output
}
resource "aws_ami_copy" "copy" {
  name              = "copy"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = terraform_data.unknown.output
}
resource "aws_ebs_snapshot_copy" "copy" {
  source_snapshot_id = "snap-0123456789abcdef0"
  source_region      = terraform_data.unknown.output
}
resource "aws_db_snapshot_copy" "to" {
  source_db_snapshot_identifier = "here"
  target_db_snapshot_identifier = "there"
  destination_region            = terraform_data.unknown.output
}
resource "aws_db_snapshot_copy" "from" {
  source_db_snapshot_identifier = terraform_data.unknown.output
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
      destination_vault_arn = terraform_data.unknown.output
    }
  }
}
resource "aws_efs_replication_configuration" "copy" {
  source_file_system_id = "fs-0123456789abcdef0"
  destination {
    region = terraform_data.unknown.output
  }
}
resource "aws_redshift_snapshot_copy" "copy" {
  cluster_identifier = "copy"
  destination_region = terraform_data.unknown.output
}
resource "aws_rds_cluster" "copy" {
  cluster_identifier            = "copy"
  engine                        = "aurora-postgresql"
  replication_source_identifier = terraform_data.unknown.output
  source_region                 = terraform_data.unknown.output
  skip_final_snapshot           = true
}
resource "aws_db_instance" "copy" {
  identifier          = "copy"
  instance_class      = "db.t4g.medium"
  replicate_source_db = terraform_data.unknown.output
  skip_final_snapshot = true
}
resource "aws_dynamodb_table_replica" "copy" {
  global_table_arn = terraform_data.unknown.output
}
resource "aws_keyspaces_keyspace" "copy" {
  name = "copy"
  replication_specification {
    replication_strategy = "MULTI_REGION"
    region_list          = ["eu-central-1", terraform_data.unknown.output]
  }
}
resource "aws_dynamodb_global_table" "copy" {
  name = "copy"
  replica {
    region_name = terraform_data.unknown.output
  }
}
