output "groups" {
  description = "The log groups' names, by service. Whoever writes to one waits until it exists, or would create it without a retention."
  value       = { for service, group in aws_cloudwatch_log_group.ecs : service => group.name }
}
