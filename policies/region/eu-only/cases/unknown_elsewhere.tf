# The same of which the region is not known until the apply.
#
# expect: undetermined aws_dlm_lifecycle_policy.schedule
# expect: undetermined aws_dlm_lifecycle_policy.event
# expect: undetermined aws_directory_service_region.copy
# expect: undetermined aws_ssmincidents_replication_set.copy
# expect: undetermined aws_mq_broker.copy
# expect: undetermined aws_dsql_cluster_peering.copy
# expect: undetermined aws_dsql_cluster_peering.witness
# expect: undetermined aws_securitylake_data_lake.home
# expect: undetermined aws_securitylake_data_lake.copy
# expect: undetermined aws_securitylake_aws_log_source.copy
# expect: undetermined aws_chimesdkvoice_sip_media_application.home
# expect: undetermined aws_efs_replication_configuration.by_arn
# expect: undetermined aws_codepipeline.store
# expect: undetermined aws_codepipeline.action
# expect: undetermined aws_redshift_data_share_consumer_association.use
# expect: undetermined aws_s3control_multi_region_access_point.copy

variable "environment" {
  default = "production"
}

resource "terraform_data" "unknown" {
  input = "unknown"
}

resource "aws_dlm_lifecycle_policy" "schedule" {
  description        = "copy"
  execution_role_arn = "arn:aws:iam::123456789012:role/copy"

  policy_details {
    resource_types = ["VOLUME"]
    target_tags    = { copy = "yes" }

    schedule {
      name = "copy"

      create_rule {
        interval = 24
      }

      retain_rule {
        count = 1
      }

      cross_region_copy_rule {
        target    = terraform_data.unknown.output
        encrypted = true
      }
    }
  }
}

resource "aws_dlm_lifecycle_policy" "event" {
  description        = "copy"
  execution_role_arn = "arn:aws:iam::123456789012:role/copy"

  policy_details {
    policy_type = "EVENT_BASED_POLICY"

    action {
      name = "copy"

      cross_region_copy {
        target = terraform_data.unknown.output

        encryption_configuration {
          encrypted = true
        }

        retain_rule {
          interval      = 1
          interval_unit = "DAYS"
        }
      }
    }

    event_source {
      type = "MANAGED_CWE"

      parameters {
        description_regex = ".*"
        event_type        = "shareSnapshot"
        snapshot_owner    = ["123456789012"]
      }
    }
  }
}

resource "aws_directory_service_region" "copy" {
  directory_id = "d-0123456789"
  region_name  = terraform_data.unknown.output

  vpc_settings {
    vpc_id     = "vpc-0123456789abcdef0"
    subnet_ids = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"]
  }
}

resource "aws_ssmincidents_replication_set" "copy" {
  region {
    name = "eu-central-1"
  }

  region {
    name = terraform_data.unknown.output
  }
}

resource "aws_mq_broker" "copy" {
  broker_name                         = "copy"
  engine_type                         = "ActiveMQ"
  engine_version                      = "5.17.6"
  host_instance_type                  = "mq.m5.large"
  data_replication_mode               = "CRDR"
  data_replication_primary_broker_arn = terraform_data.unknown.output

  user {
    username = "copy"
    password = "of-the-primary-1"
  }
}

resource "aws_dsql_cluster_peering" "copy" {
  identifier     = "copy"
  clusters       = [terraform_data.unknown.output]
  witness_region = "eu-west-1"
}

resource "aws_dsql_cluster_peering" "witness" {
  identifier     = "copy"
  clusters       = ["arn:aws:dsql:eu-west-1:123456789012:cluster/copy"]
  witness_region = terraform_data.unknown.output
}

resource "aws_securitylake_data_lake" "home" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = terraform_data.unknown.output
  }
}

resource "aws_securitylake_data_lake" "copy" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = "eu-central-1"

    replication_configuration {
      role_arn = "arn:aws:iam::123456789012:role/copy"
      regions  = [terraform_data.unknown.output]
    }
  }
}

resource "aws_securitylake_aws_log_source" "copy" {
  source {
    regions     = [terraform_data.unknown.output]
    source_name = "ROUTE53"
  }
}

resource "aws_chimesdkvoice_sip_media_application" "home" {
  name       = "copy"
  aws_region = terraform_data.unknown.output

  endpoints {
    lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:copy"
  }
}

resource "aws_efs_replication_configuration" "by_arn" {
  source_file_system_id = "fs-0123456789abcdef0"

  destination {
    region         = "eu-west-1"
    file_system_id = terraform_data.unknown.output
  }
}

resource "aws_codepipeline" "store" {
  name     = "store"
  role_arn = "arn:aws:iam::123456789012:role/copy"

  artifact_store {
    location = "here"
    type     = "S3"
    region   = "eu-central-1"
  }

  artifact_store {
    location = "there"
    type     = "S3"
    region   = terraform_data.unknown.output
  }

  stage {
    name = "source"

    action {
      name             = "source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      output_artifacts = ["source"]
    }
  }

  stage {
    name = "build"

    action {
      name            = "build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      input_artifacts = ["source"]
    }
  }
}

resource "aws_codepipeline" "action" {
  name     = "action"
  role_arn = "arn:aws:iam::123456789012:role/copy"

  artifact_store {
    location = "here"
    type     = "S3"
  }

  stage {
    name = "source"

    action {
      name             = "source"
      category         = "Source"
      owner            = "AWS"
      provider         = "S3"
      version          = "1"
      region           = "eu-central-1"
      output_artifacts = ["source"]
    }
  }

  stage {
    name = "build"

    action {
      name            = "build"
      category        = "Build"
      owner           = "AWS"
      provider        = "CodeBuild"
      version         = "1"
      region          = terraform_data.unknown.output
      input_artifacts = ["source"]
    }
  }
}

resource "aws_redshift_data_share_consumer_association" "use" {
  data_share_arn  = "arn:aws:redshift:eu-central-1:123456789012:datashare:0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a/share"
  consumer_region = terraform_data.unknown.output
}

resource "aws_s3control_multi_region_access_point" "copy" {
  details {
    name = "copy"

    region {
      bucket = "of-somebody-else"
    }
  }
}
