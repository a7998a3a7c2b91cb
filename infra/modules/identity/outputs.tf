# Built, so known in the plan; and given only once the roles exist, which a key policy that names them has to wait for.

output "task_arn" {
  description = "The applications."
  value       = "arn:aws:iam::${var.account_id}:role/${var.roles.task}"
  depends_on  = [aws_iam_role.task]
}

output "execution_arn" {
  description = "ECS, while it starts a task."
  value       = "arn:aws:iam::${var.account_id}:role/${var.roles.execution}"
  depends_on  = [aws_iam_role.execution]
}

output "operations_arn" {
  description = "People."
  value       = "arn:aws:iam::${var.account_id}:role/${var.roles.operations}"
  depends_on  = [aws_iam_role.operations]
}

output "backup_arn" {
  description = "The daily dump."
  value       = "arn:aws:iam::${var.account_id}:role/${var.roles.backup}"
  depends_on  = [aws_iam_role.backup]
}
