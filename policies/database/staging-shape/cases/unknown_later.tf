# A capacity that is known after the apply alone, and a member of which it is not known to which cluster it belongs.
# expect: undetermined aws_rds_cluster.capacity
# expect: undetermined aws_rds_cluster.members
# expect: pass aws_rds_cluster_instance.loose
variable "environment" {
  default = "staging"
}
resource "terraform_data" "unknown" {
  input = 2
}
resource "aws_rds_cluster" "capacity" {
  cluster_identifier = "capacity"
  engine             = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = terraform_data.unknown.output
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster" "members" {
  cluster_identifier = "members"
  engine             = "aurora-postgresql"
  serverlessv2_scaling_configuration {
    min_capacity             = 0
    max_capacity             = 2
    seconds_until_auto_pause = 300
  }
}
resource "aws_rds_cluster_instance" "loose" {
  cluster_identifier = terraform_data.unknown.id
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
