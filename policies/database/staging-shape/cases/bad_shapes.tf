# Each thing that can be otherwise, too many members and none, and an instance.
# expect: fail aws_rds_cluster.large at aws_rds_cluster.large serverlessv2_scaling_configuration[0].max_capacity
# expect: fail aws_rds_cluster.large at aws_rds_cluster.large
# expect: fail aws_rds_cluster.awake at aws_rds_cluster.awake
# expect: fail aws_rds_cluster.awake at aws_rds_cluster.awake serverlessv2_scaling_configuration[0].min_capacity
# expect: fail aws_rds_cluster.old at aws_rds_cluster.old
# expect: fail aws_rds_cluster.old at aws_rds_cluster.old engine_mode
# expect: fail aws_rds_cluster.old at aws_rds_cluster.old serverlessv2_scaling_configuration[0].min_capacity
# expect: fail aws_rds_cluster.old at aws_rds_cluster.old serverlessv2_scaling_configuration[0].max_capacity
# expect: fail aws_rds_cluster.old at aws_rds_cluster.old serverlessv2_scaling_configuration[0].seconds_until_auto_pause
# expect: fail aws_rds_cluster_instance.large[0] at aws_rds_cluster_instance.large[0] instance_class
# expect: fail aws_rds_cluster_instance.large[1] at aws_rds_cluster_instance.large[1] instance_class
# expect: fail aws_db_instance.main at aws_db_instance.main instance_class
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {}
resource "aws_rds_cluster" "large" {
  cluster_identifier = "large"
  engine             = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 4
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "large" {
  count              = 2
  cluster_identifier = aws_rds_cluster.large.cluster_identifier
  engine             = "aurora-postgresql"
  instance_class     = "db.r6g.large"
}
resource "aws_rds_cluster" "awake" {
  engine = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity = 0.5
    max_capacity = 2
  }
}
resource "aws_rds_cluster" "old" {
  engine      = "aurora-postgresql"
  engine_mode = "serverless"
}
resource "aws_db_instance" "main" {
  identifier     = terraform_data.unknown.id
  engine         = "postgres"
  instance_class = "db.t4g.micro"
}
