# Subnets without an association, in VPCs whose main route table leads out: by a route on the VPC's own table, by the adopted
# table, by a table that is made the main one.
#
# expect: fail aws_db_instance.own at aws_db_subnet_group.own subnet_ids
# expect: fail aws_db_instance.adopted at aws_db_subnet_group.adopted subnet_ids
# expect: fail aws_db_instance.made_main at aws_db_subnet_group.made_main subnet_ids

variable "environment" {
  default = "production"
}

resource "aws_vpc" "own" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "own" {
  vpc_id = aws_vpc.own.id
}

resource "aws_subnet" "own" {
  vpc_id     = aws_vpc.own.id
  cidr_block = "10.0.1.0/24"
}

resource "aws_vpc" "adopted" {
  cidr_block = "10.1.0.0/16"
}

resource "aws_internet_gateway" "adopted" {
  vpc_id = aws_vpc.adopted.id
}

resource "aws_subnet" "adopted" {
  vpc_id     = aws_vpc.adopted.id
  cidr_block = "10.1.1.0/24"
}

resource "aws_vpc" "made_main" {
  cidr_block = "10.2.0.0/16"
}

resource "aws_internet_gateway" "made_main" {
  vpc_id = aws_vpc.made_main.id
}

resource "aws_subnet" "made_main" {
  vpc_id     = aws_vpc.made_main.id
  cidr_block = "10.2.1.0/24"
}

resource "aws_route" "own" {
  route_table_id         = aws_vpc.own.main_route_table_id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.own.id
}

resource "aws_default_route_table" "adopted" {
  default_route_table_id = aws_vpc.adopted.default_route_table_id

  route {
    ipv6_cidr_block = "::/0"
    gateway_id      = aws_internet_gateway.adopted.id
  }
}

resource "aws_route_table" "made_main" {
  vpc_id = aws_vpc.made_main.id
}

resource "aws_route" "made_main" {
  route_table_id         = aws_route_table.made_main.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = aws_internet_gateway.made_main.id
}

resource "aws_main_route_table_association" "made_main" {
  vpc_id         = aws_vpc.made_main.id
  route_table_id = aws_route_table.made_main.id
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
