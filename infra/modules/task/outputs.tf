output "arn" {
  description = "The newest revision's ARN."
  value       = aws_ecs_task_definition.this.arn
}

output "family_arn" {
  description = "The family's ARN, which stands for its newest revision. Built, so known in the plan."
  value       = "arn:aws:ecs:${var.region}:${var.account_id}:task-definition/${aws_ecs_task_definition.this.family}"
}
