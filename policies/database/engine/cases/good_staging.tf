# A cluster with a member that names no version, whose other attributes are known later.
# expect: pass aws_rds_cluster.main
# expect: pass aws_rds_cluster_instance.writer
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster" "main" {
  cluster_identifier = "restartix-staging"
  engine             = "aurora-postgresql"
  engine_version     = "17.5"
  kms_key_id         = terraform_data.unknown.id
}
resource "aws_rds_cluster_instance" "writer" {
  identifier         = terraform_data.unknown.id
  cluster_identifier = aws_rds_cluster.main.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
