output "topic_arn" {
  description = "The topic that tells people."
  value       = local.topic_arn
}
