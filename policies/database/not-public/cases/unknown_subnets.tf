# The subnets of a group are not known, or not by which table they are routed.
#
# expect: undetermined aws_db_instance.unknown_subnets
# expect: undetermined aws_db_instance.foreign_subnets
# expect: undetermined aws_db_instance.foreign_vpc
# expect: undetermined aws_db_instance.default_subnet
# expect: undetermined aws_db_instance.unknown_table
# expect: undetermined aws_db_instance.unknown_gateway
# expect: undetermined aws_db_instance.unknown_routes

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "known after apply"
}

resource "terraform_data" "unknown_list" {
  input = ["known after apply"]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_internet_gateway" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_subnet" "foreign_vpc" {
  vpc_id     = "vpc-0123456789abcdef0"
  cidr_block = "10.0.1.0/24"
}

# In the VPC that an account is born with, whose main table usually leads out.
resource "aws_default_subnet" "default" {
  availability_zone = "eu-central-1a"
}

resource "aws_subnet" "unknown_table" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.2.0/24"
}

resource "aws_subnet" "unknown_gateway" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_subnet" "unknown_routes" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.4.0/24"
}

resource "aws_route_table_association" "unknown_table" {
  subnet_id      = aws_subnet.unknown_table.id
  route_table_id = terraform_data.unknown.output
}

resource "aws_route_table" "unknown_gateway" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route" "unknown_gateway" {
  route_table_id         = aws_route_table.unknown_gateway.id
  destination_cidr_block = "0.0.0.0/0"
  gateway_id             = terraform_data.unknown.output
}

resource "aws_route_table_association" "unknown_gateway" {
  subnet_id      = aws_subnet.unknown_gateway.id
  route_table_id = aws_route_table.unknown_gateway.id
}

resource "aws_route_table" "unknown_routes" {
  vpc_id = aws_vpc.main.id

  dynamic "route" {
    for_each = terraform_data.unknown_list.output

    content {
      cidr_block = route.value
      gateway_id = aws_internet_gateway.main.id
    }
  }
}

resource "aws_route_table_association" "unknown_routes" {
  subnet_id      = aws_subnet.unknown_routes.id
  route_table_id = aws_route_table.unknown_routes.id
}

resource "aws_db_subnet_group" "unknown_subnets" {
  name       = "unknown-subnets"
  subnet_ids = terraform_data.unknown_list.output
}

resource "aws_db_subnet_group" "foreign_subnets" {
  name       = "foreign-subnets"
  subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
}

resource "aws_db_subnet_group" "default_subnet" {
  name       = "default-subnet"
  subnet_ids = [aws_default_subnet.default.id]
}

resource "aws_db_subnet_group" "foreign_vpc" {
  name       = "foreign-vpc"
  subnet_ids = [aws_subnet.foreign_vpc.id]
}

resource "aws_db_subnet_group" "unknown_table" {
  name       = "unknown-table"
  subnet_ids = [aws_subnet.unknown_table.id]
}

resource "aws_db_subnet_group" "unknown_gateway" {
  name       = "unknown-gateway"
  subnet_ids = [aws_subnet.unknown_gateway.id]
}

resource "aws_db_subnet_group" "unknown_routes" {
  name       = "unknown-routes"
  subnet_ids = [aws_subnet.unknown_routes.id]
}

resource "aws_db_instance" "unknown_subnets" {
  identifier                  = "unknown-subnets"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.unknown_subnets.name
}

resource "aws_db_instance" "foreign_subnets" {
  identifier                  = "foreign-subnets"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.foreign_subnets.name
}

resource "aws_db_instance" "foreign_vpc" {
  identifier                  = "foreign-vpc"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.foreign_vpc.name
}

resource "aws_db_instance" "default_subnet" {
  identifier                  = "default-subnet"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.default_subnet.name
}

resource "aws_db_instance" "unknown_table" {
  identifier                  = "unknown-table"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.unknown_table.name
}

resource "aws_db_instance" "unknown_gateway" {
  identifier                  = "unknown-gateway"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.unknown_gateway.name
}

resource "aws_db_instance" "unknown_routes" {
  identifier                  = "unknown-routes"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  allocated_storage           = 20
  username                    = "owner"
  manage_master_user_password = true
  skip_final_snapshot         = true
  db_subnet_group_name        = aws_db_subnet_group.unknown_routes.name
}
