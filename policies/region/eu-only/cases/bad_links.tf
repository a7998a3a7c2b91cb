# Copies to and from resources that are in the plan, in another region.
# expect: fail aws_s3_bucket.target at aws_s3_bucket.target region
# expect: fail aws_kms_key.target at aws_kms_key.target region
# expect: fail aws_backup_vault.target at aws_backup_vault.target region
# expect: fail aws_db_instance.target at aws_db_instance.target region
# expect: fail aws_dynamodb_table.target at aws_dynamodb_table.target region
# expect: fail aws_db_snapshot.target at aws_db_snapshot.target region
# expect: fail aws_db_cluster_snapshot.target at aws_db_cluster_snapshot.target region
# expect: pass aws_s3_bucket.source
# expect: fail aws_s3_bucket_replication_configuration.by_arn at aws_s3_bucket_replication_configuration.by_arn rule[0].destination[0].bucket
# expect: fail aws_s3_bucket_replication_configuration.by_reference at aws_s3_bucket_replication_configuration.by_reference rule[0].destination[0].bucket
# expect: fail aws_kms_replica_key.by_reference at aws_kms_replica_key.by_reference primary_key_arn
# expect: fail aws_backup_plan.by_reference at aws_backup_plan.by_reference rule[0].copy_action[0].destination_vault_arn
# expect: fail aws_db_instance_automated_backups_replication.by_reference at aws_db_instance_automated_backups_replication.by_reference source_db_instance_arn
# expect: fail aws_db_instance.by_reference at aws_db_instance.by_reference replicate_source_db
# expect: fail aws_dynamodb_table_replica.by_reference at aws_dynamodb_table_replica.by_reference global_table_arn
# expect: fail aws_db_snapshot_copy.by_reference at aws_db_snapshot_copy.by_reference source_db_snapshot_identifier
# expect: fail aws_rds_cluster_snapshot_copy.by_reference at aws_rds_cluster_snapshot_copy.by_reference source_db_cluster_snapshot_identifier
provider "aws" {
  alias                       = "other"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
resource "terraform_data" "unknown" {}
resource "aws_s3_bucket" "source" {
  bucket = "source"
  tags   = { note = terraform_data.unknown.id }
}
resource "aws_s3_bucket" "target" {
  provider = aws.other
  bucket   = "target"
}
resource "aws_s3_bucket_replication_configuration" "by_arn" {
  bucket = aws_s3_bucket.source.bucket
  role   = "arn:aws:iam::123456789012:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = "arn:aws:s3:::target"
    }
  }
}
resource "aws_s3_bucket_replication_configuration" "by_reference" {
  bucket = aws_s3_bucket.source.bucket
  role   = "arn:aws:iam::123456789012:role/replication"
  rule {
    status = "Enabled"
    destination {
      bucket = aws_s3_bucket.target.arn
    }
  }
}
resource "aws_kms_key" "target" {
  provider     = aws.other
  multi_region = true
}
resource "aws_kms_replica_key" "by_reference" {
  primary_key_arn = aws_kms_key.target.arn
}
resource "aws_backup_vault" "target" {
  provider = aws.other
  name     = "target"
}
resource "aws_backup_plan" "by_reference" {
  name = "copy"
  rule {
    rule_name         = "copy"
    target_vault_name = "vault"
    copy_action {
      destination_vault_arn = aws_backup_vault.target.arn
    }
  }
}
resource "aws_db_instance" "target" {
  provider            = aws.other
  identifier          = "main"
  engine              = "postgres"
  instance_class      = "db.t4g.medium"
  allocated_storage   = 20
  username            = "u"
  password_wo         = "not-kept"
  password_wo_version = 1
  skip_final_snapshot = true
}
resource "aws_db_instance_automated_backups_replication" "by_reference" {
  source_db_instance_arn = aws_db_instance.target.arn
}
resource "aws_db_instance" "by_reference" {
  identifier          = "replica"
  instance_class      = "db.t4g.medium"
  replicate_source_db = aws_db_instance.target.arn
  skip_final_snapshot = true
}
resource "aws_dynamodb_table" "target" {
  provider         = aws.other
  name             = "target"
  billing_mode     = "PAY_PER_REQUEST"
  hash_key         = "id"
  attribute {
    name = "id"
    type = "S"
  }
}
resource "aws_dynamodb_table_replica" "by_reference" {
  global_table_arn = aws_dynamodb_table.target.arn
}
resource "aws_db_snapshot" "target" {
  provider               = aws.other
  db_instance_identifier = "main"
  db_snapshot_identifier = "target"
}
resource "aws_db_snapshot_copy" "by_reference" {
  source_db_snapshot_identifier = aws_db_snapshot.target.db_snapshot_arn
  target_db_snapshot_identifier = "here"
}
resource "aws_db_cluster_snapshot" "target" {
  provider                       = aws.other
  db_cluster_identifier          = "main"
  db_cluster_snapshot_identifier = "target"
}
resource "aws_rds_cluster_snapshot_copy" "by_reference" {
  source_db_cluster_snapshot_identifier = aws_db_cluster_snapshot.target.db_cluster_snapshot_arn
  target_db_cluster_snapshot_identifier = "here"
}
