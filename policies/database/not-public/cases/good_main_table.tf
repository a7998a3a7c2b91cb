# Subnets without an association: the main route table of their VPC counts. It is the VPC's own, one that is adopted, or one that
# is made the main table, and none of them leads out.
#
# expect: pass aws_db_instance.own
# expect: pass aws_db_instance.adopted
# expect: pass aws_db_instance.made_main

variable "environment" {
  default = "production"
}

resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_vpc" "adopted" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_vpc" "made_main" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_subnet" "own" {
  vpc_id     = aws_vpc.own.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_subnet" "adopted" {
  vpc_id     = aws_vpc.adopted.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_subnet" "made_main" {
  vpc_id     = aws_vpc.made_main.id
  cidr_block = "10.2.1.0/24"
}

resource "aws_default_route_table" "adopted" {
  default_route_table_id = aws_vpc.adopted.default_route_table_id
}

resource "aws_route_table" "made_main" {
  vpc_id = aws_vpc.made_main.id
}

resource "aws_main_route_table_association" "made_main" {
  vpc_id         = aws_vpc.made_main.id
  route_table_id = aws_route_table.made_main.id
}

# Another table of the same VPC leads out; the database's subnet does not use it.
resource "aws_internet_gateway" "own" {
  vpc_id = aws_vpc.own.id
}

resource "aws_route_table" "public" {
  vpc_id = aws_vpc.own.id
}

resource "aws_route" "public" {
  route_table_id         = aws_route_table.public.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.own.id
}

resource "aws_route" "own" {
  route_table_id            = aws_vpc.own.main_route_table_id
  destination_cidr_block    = "10.9.0.0/16"
  vpc_peering_connection_id = "pcx-0123456789abcdef0"
}

resource "aws_db_subnet_group" "own" {
  name       = "own"
  subnet_ids = [aws_subnet.own.id]
}

resource "aws_db_instance" "own" {
  identifier                  = "own"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.own.name
}

resource "aws_db_subnet_group" "adopted" {
  name       = "adopted"
  subnet_ids = [aws_subnet.adopted.id]
}

resource "aws_db_instance" "adopted" {
  identifier                  = "adopted"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.adopted.name
}

resource "aws_db_subnet_group" "made_main" {
  name       = "made-main"
  subnet_ids = [aws_subnet.made_main.id]
}

resource "aws_db_instance" "made_main" {
  identifier                  = "made-main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.made_main.name
}
