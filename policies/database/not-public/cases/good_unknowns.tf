# A pass with unknowns around it: the engine's version, a VPC that is not in the plan, ids of everything.
#
# expect: pass aws_db_instance.main
# expect: pass aws_rds_cluster_instance.of_elsewhere

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "aws_subnet" "private" {
  count = 2

  vpc_id     = terraform_data.unknown.output
  cidr_block = "10.0.${count.index}.0/24"
}

resource "aws_route_table" "private" {
  vpc_id = terraform_data.unknown.output
}

resource "aws_route_table_association" "private" {
  count = 2

  subnet_id      = aws_subnet.private[count.index].id
  route_table_id = aws_route_table.private.id
}

resource "aws_db_subnet_group" "main" {
  name       = "main"
  subnet_ids = aws_subnet.private[*].id
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
  engine_version              = terraform_data.unknown.output
  db_subnet_group_name        = aws_db_subnet_group.main.name
}

# With a group of its own, a member does not need its cluster.
resource "aws_rds_cluster_instance" "of_elsewhere" {
  cluster_identifier   = terraform_data.unknown.output
  engine               = "aurora-postgresql"
  instance_class       = "db.t4g.medium"
  publicly_accessible  = false
  db_subnet_group_name = aws_db_subnet_group.main.name
}
