# Everything that is billed has a price; what costs nothing is no subject.
# expect: pass aws_db_instance.main
# expect: pass aws_s3_bucket.files
# expect: pass aws_eip.nat
# expect: pass aws_nat_gateway.nat
resource "aws_db_instance" "main" {
  identifier                  = "main"
  engine                      = "postgres"
  instance_class              = "db.t4g.medium"
  multi_az                    = true
  storage_type                = "gp3"
  allocated_storage           = 50
  username                    = "owner"
  manage_master_user_password = true
  backup_retention_period     = 7
}
resource "aws_eip" "nat" {
  domain = "vpc"
}
resource "aws_nat_gateway" "nat" {
  allocation_id = aws_eip.nat.id
  subnet_id     = "subnet-0123456789abcdef0"
}
resource "aws_s3_bucket" "files" {
  bucket = "files"
}
resource "aws_s3_bucket_lifecycle_configuration" "files" {
  bucket = aws_s3_bucket.files.bucket
  rule {
    id     = "uploads"
    status = "Enabled"
    filter {}
    abort_incomplete_multipart_upload {
      days_after_initiation = 7
    }
  }
}
