# Each thing that can be otherwise, too many members and none, and an instance.
# expect: pass aws_rds_cluster.large
# expect: pass aws_rds_cluster.awake
# expect: pass aws_rds_cluster.old
# expect: pass aws_rds_cluster_instance.large[0]
# expect: pass aws_rds_cluster_instance.awake
# expect: pass aws_rds_cluster_instance.old
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster" "large" {
  cluster_identifier = "large"
  engine             = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "large" {
  count              = 1
  cluster_identifier = aws_rds_cluster.large.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
resource "aws_rds_cluster" "awake" {
  engine = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "awake" {
  cluster_identifier = aws_rds_cluster.awake.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
resource "aws_rds_cluster" "old" {
  engine = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "old" {
  cluster_identifier = aws_rds_cluster.old.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
