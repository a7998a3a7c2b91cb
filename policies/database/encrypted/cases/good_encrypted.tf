# Instances, clusters and what the architecture does not think of; encryption is said also where it may be taken over.
# expect: pass aws_db_instance.main
# expect: pass aws_db_instance.restored
# expect: pass aws_rds_cluster.main
# expect: pass aws_redshift_cluster.main
variable "environment" {
  default = "staging"
}
resource "aws_db_instance" "main" {
  identifier        = "main"
  engine            = "postgres"
  instance_class    = "db.t4g.medium"
  storage_encrypted = true
}
resource "aws_db_instance" "restored" {
  identifier          = "restored"
  instance_class      = "db.t4g.medium"
  snapshot_identifier = "before"
  storage_encrypted   = true
}
resource "aws_rds_cluster" "main" {
  cluster_identifier = "main"
  engine             = "aurora-postgresql"
  storage_encrypted  = true
}
resource "aws_redshift_cluster" "main" {
  cluster_identifier  = "main"
  node_type           = "ra3.large"
  encrypted           = true
  skip_final_snapshot = true
}
