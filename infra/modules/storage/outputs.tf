output "names" {
  description = "The names of the buckets that exist, by use."
  value = merge(
    { uploads = module.uploads.name, audit_archive = module.audit_archive.name },
    var.backup == null ? {} : { backup = module.backup[0].name },
    var.telemetry ? { telemetry = module.telemetry[0].name } : {},
  )
}
