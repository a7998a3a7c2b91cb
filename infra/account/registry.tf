# One repository per service, for both environments: what staging has tried is what production runs, byte for byte.

resource "aws_ecr_repository" "this" {
  for_each = toset(local.architecture.registry.repositories)

  name                 = each.key
  image_tag_mutability = "IMMUTABLE" # a tag that has been tried cannot come to mean another image

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = "AES256"
  }

  # The images that run, and those to roll back to. AWS refuses to delete a repository that is not empty, too.
  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_ecr_lifecycle_policy" "this" {
  for_each = aws_ecr_repository.this

  repository = each.value.name
  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Untagged images go after ${local.architecture.registry.untagged_days} days"
        selection = {
          tagStatus   = "untagged"
          countType   = "sinceImagePushed"
          countUnit   = "days"
          countNumber = local.architecture.registry.untagged_days
        }
        action = { type = "expire" }
      },
      {
        rulePriority = 2
        description  = "The last ${local.architecture.registry.tagged_kept} tagged images stay"
        selection = {
          tagStatus      = "tagged"
          tagPatternList = ["*"]
          countType      = "imageCountMoreThan"
          countNumber    = local.architecture.registry.tagged_kept
        }
        action = { type = "expire" }
      },
    ]
  })
}
