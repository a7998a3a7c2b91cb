# As agreed; what else is not known does not matter.
# expect: pass aws_db_instance.main
variable "environment" {
  default = "production"
}
resource "terraform_data" "unknown" {}
resource "aws_db_instance" "main" {
  identifier            = terraform_data.unknown.id
  engine                = "postgres"
  instance_class        = "db.t4g.medium"
  multi_az              = true
  storage_type          = "gp3"
  allocated_storage     = 50
  max_allocated_storage = 200
}
