# The flag: of an instance, of one restored from a snapshot, of a replica and of a cluster's member. The cluster itself has none.
#
# expect: pass aws_db_instance.main
# expect: fail aws_db_instance.restored at aws_db_instance.restored publicly_accessible
# expect: fail aws_db_instance.replica at aws_db_instance.replica publicly_accessible
# expect: pass aws_rds_cluster.main
# expect: fail aws_rds_cluster_instance.writer at aws_rds_cluster_instance.writer publicly_accessible
# expect: pass aws_rds_cluster_instance.reader

variable "environment" {
  default = "production"
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "private" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.private.id]
}

resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  publicly_accessible         = false
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_db_instance" "restored" {
  identifier           = "restored"
  instance_class       = "db.t4g.medium"
  snapshot_identifier  = "before-the-migration"
  skip_final_snapshot  = true
  publicly_accessible  = true
  db_subnet_group_name = aws_db_subnet_group.main.name
}

resource "aws_db_instance" "replica" {
  identifier          = "replica"
  instance_class      = "db.t4g.medium"
  replicate_source_db = aws_db_instance.main.identifier
  skip_final_snapshot = true
  publicly_accessible = true
}

resource "aws_rds_cluster" "main" {
  cluster_identifier          = "main"
  engine                      = "aurora-postgresql"
  master_username             = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

resource "aws_rds_cluster_instance" "writer" {
  cluster_identifier  = aws_rds_cluster.main.id
  engine              = "aurora-postgresql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = true
}

resource "aws_rds_cluster_instance" "reader" {
  cluster_identifier  = aws_rds_cluster.main.id
  engine              = "aurora-postgresql"
  instance_class      = "db.t4g.medium"
  publicly_accessible = false
}
