# Copies that leave the allowed regions, by every attribute that can name one.
# expect: fail aws_ecr_replication_configuration.copy at aws_ecr_replication_configuration.copy replication_configuration[0].rule[0].destination[0].region
# expect: fail aws_dynamodb_table.copy at aws_dynamodb_table.copy replica[1].region_name
# expect: pass aws_secretsmanager_secret.copy
# expect: fail aws_kms_replica_key.copy at aws_kms_replica_key.copy primary_key_arn
# expect: fail aws_db_instance_automated_backups_replication.copy at aws_db_instance_automated_backups_replication.copy source_db_instance_arn
# expect: fail aws_ami_copy.copy at aws_ami_copy.copy source_ami_region
# expect: fail aws_ebs_snapshot_copy.copy at aws_ebs_snapshot_copy.copy source_region
# expect: fail aws_db_snapshot_copy.to at aws_db_snapshot_copy.to destination_region
# expect: fail aws_db_snapshot_copy.from at aws_db_snapshot_copy.from source_db_snapshot_identifier
# expect: fail aws_backup_plan.copy at aws_backup_plan.copy rule[0].copy_action[0].destination_vault_arn
# expect: fail aws_efs_replication_configuration.copy at aws_efs_replication_configuration.copy destination[0].region
# expect: fail aws_redshift_snapshot_copy.copy at aws_redshift_snapshot_copy.copy destination_region
# expect: fail aws_rds_cluster.copy at aws_rds_cluster.copy replication_source_identifier
# expect: fail aws_db_instance.copy at aws_db_instance.copy replicate_source_db
# expect: fail aws_dynamodb_table_replica.copy at aws_dynamodb_table_replica.copy global_table_arn
# expect: fail aws_rds_cluster.copy at aws_rds_cluster.copy source_region
# expect: fail aws_keyspaces_keyspace.copy at aws_keyspaces_keyspace.copy replication_specification[0].region_list[1]
# expect: fail aws_dynamodb_global_table.copy
resource "terraform_data" "unknown" {
  input = "unknown"
}
resource "aws_ecr_replication_configuration" "copy" {
  replication_configuration {
    rule {
      destination {
        region      = "us-east-1"
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
    region_name = "us-east-1"
  }
}
resource "aws_secretsmanager_secret" "copy" {
  name = "copy"
  tags = { note = terraform_data.unknown.id }
}
resource "aws_kms_replica_key" "copy" {
  primary_key_arn = "arn:aws:kms:us-east-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"
}
resource "aws_db_instance_automated_backups_replication" "copy" {
  source_db_instance_arn = "arn:aws:rds:us-east-1:123456789012:db:main"
}
resource "aws_ami_copy" "copy" {
  name              = "copy"
  source_ami_id     = "ami-0123456789abcdef0"
  source_ami_region = "us-east-1"
}
resource "aws_ebs_snapshot_copy" "copy" {
  source_snapshot_id = "snap-0123456789abcdef0"
  source_region      = "us-east-1"
}
resource "aws_db_snapshot_copy" "to" {
  source_db_snapshot_identifier = "here"
  target_db_snapshot_identifier = "there"
  destination_region            = "us-east-1"
}
resource "aws_db_snapshot_copy" "from" {
  source_db_snapshot_identifier = "arn:aws:rds:us-east-1:123456789012:snapshot:there"
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
      destination_vault_arn = "arn:aws:backup:us-east-1:123456789012:backup-vault:vault"
    }
  }
}
resource "aws_efs_replication_configuration" "copy" {
  source_file_system_id = "fs-0123456789abcdef0"
  destination {
    region = "us-east-1"
  }
}
resource "aws_redshift_snapshot_copy" "copy" {
  cluster_identifier = "copy"
  destination_region = "us-east-1"
}
resource "aws_rds_cluster" "copy" {
  cluster_identifier            = "copy"
  engine                        = "aurora-postgresql"
  replication_source_identifier = "arn:aws:rds:us-east-1:123456789012:cluster:main"
  source_region                 = "us-east-1"
  skip_final_snapshot           = true
}
resource "aws_db_instance" "copy" {
  identifier          = "copy"
  instance_class      = "db.t4g.medium"
  replicate_source_db = "arn:aws:rds:us-east-1:123456789012:db:main"
  skip_final_snapshot = true
}
resource "aws_dynamodb_table_replica" "copy" {
  global_table_arn = "arn:aws:dynamodb:us-east-1:123456789012:table/main"
}
resource "aws_keyspaces_keyspace" "copy" {
  name = "copy"
  replication_specification {
    replication_strategy = "MULTI_REGION"
    region_list          = ["eu-central-1", "us-east-1"]
  }
}
resource "aws_dynamodb_global_table" "copy" {
  name = "copy"
  replica {
    region_name = "us-east-1"
  }
}
