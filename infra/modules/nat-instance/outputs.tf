output "instance_id" {
  description = "The instance, for alarms on it."
  value       = aws_instance.this.id
}
