# A flag that AWS decides, no group, and a flag that is known only after the apply.
# expect: undetermined aws_db_instance.groupless
# expect: undetermined aws_db_instance.later
# expect: undetermined aws_rds_cluster_instance.main
# expect: pass aws_rds_cluster.main
resource "terraform_data" "unknown" {}
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}
resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}
resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.1.0/24"
}
resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}
resource "aws_route_table" "private" {
  vpc_id = aws_vpc.main.id
}
resource "aws_route_table_association" "a" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.private.id
}
resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}
resource "aws_db_instance" "groupless" {
  identifier                  = "groupless"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "main"
  manage_master_user_password = true
  publicly_accessible         = false

}
resource "aws_db_instance" "later" {
  identifier                  = "later"
  engine                      = "postgres"
  instance_class              = "db.t4g.micro"
  allocated_storage           = 20
  username                    = "main"
  manage_master_user_password = true
  publicly_accessible         = terraform_data.unknown.id == "x"
  db_subnet_group_name        = aws_db_subnet_group.main.name
}
resource "aws_rds_cluster" "main" {
  cluster_identifier          = "main"
  engine                      = "aurora-postgresql"
  master_username             = "main"
  manage_master_user_password = true
  db_subnet_group_name        = aws_db_subnet_group.main.name
}
resource "aws_rds_cluster_instance" "main" {
  cluster_identifier = aws_rds_cluster.main.id
  engine             = "aurora-postgresql"
  instance_class     = "db.serverless"
}
variable "environment" {
  default = "production"
}
