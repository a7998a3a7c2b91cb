# expect: pass aws_ecr_repository.this["core-api"]
# expect: pass aws_ecr_repository.this["telemetry-api"]
# expect: pass aws_ecr_repository.this["clinic"]
# expect: pass aws_ecr_repository.this["portal"]
# expect: pass aws_ecr_repository.this["console"]
# expect: pass aws_ecr_repository.this["pgbouncer"]
variable "environment" {
  default = "account"
}
resource "aws_ecr_repository" "this" {
  for_each             = toset(["core-api", "telemetry-api", "clinic", "portal", "console", "pgbouncer"])
  name                 = "restartix-${each.key}"
  image_tag_mutability = "IMMUTABLE"
  image_scanning_configuration {
    scan_on_push = true
  }
}
