output "repository_urls" {
  description = "Where images are pushed to and pulled from, by repository."
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "github_role_arns" {
  description = "The roles that GitHub's workflows assume: `images` on the deploy branch, `scan` in the scan's environment, the others in the environment of their name."
  value = merge(
    { for environment, role in aws_iam_role.deploy : environment => role.arn },
    { images = aws_iam_role.images.arn, scan = aws_iam_role.scanner.arn },
  )
}

output "bucket_names" {
  description = "The buckets, by use."
  value = {
    terraform_state = module.state_bucket.name
    cloudtrail      = module.cloudtrail_bucket.name
    config          = module.config_bucket.name
  }
}

output "trail_arn" {
  description = "The trail, for those who read its logs or watch over it."
  value       = aws_cloudtrail.this.arn
}
