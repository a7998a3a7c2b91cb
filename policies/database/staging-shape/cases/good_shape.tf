# As agreed; what else is not known does not matter.
# expect: pass aws_rds_cluster.main
# expect: pass aws_rds_cluster_instance.writer
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster" "main" {
  cluster_identifier = "main"
  engine             = "aurora-postgresql"
  kms_key_id         = terraform_data.unknown.id
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "writer" {
  identifier         = terraform_data.unknown.id
  cluster_identifier = aws_rds_cluster.main.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
