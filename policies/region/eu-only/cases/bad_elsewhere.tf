# More ways by which data leaves the allowed regions: what is replicated, and where a service is told to work.
#
# expect: fail aws_dlm_lifecycle_policy.schedule at aws_dlm_lifecycle_policy.schedule policy_details[0].schedule[0].cross_region_copy_rule[0].target
# expect: fail aws_dlm_lifecycle_policy.event at aws_dlm_lifecycle_policy.event policy_details[0].action[0].cross_region_copy[0].target
# expect: fail aws_directory_service_region.copy at aws_directory_service_region.copy region_name
# expect: fail aws_ssmincidents_replication_set.copy at aws_ssmincidents_replication_set.copy region[1].name
# expect: fail aws_mq_broker.copy at aws_mq_broker.copy data_replication_primary_broker_arn
# expect: fail aws_dsql_cluster_peering.copy at aws_dsql_cluster_peering.copy clusters[0]
# expect: fail aws_dsql_cluster_peering.witness at aws_dsql_cluster_peering.witness witness_region
# expect: fail aws_securitylake_data_lake.home at aws_securitylake_data_lake.home configuration[0].region
# expect: fail aws_securitylake_data_lake.copy at aws_securitylake_data_lake.copy configuration[0].replication_configuration[0].regions[0]
# expect: fail aws_securitylake_aws_log_source.copy at aws_securitylake_aws_log_source.copy source[0].regions[0]
# expect: fail aws_chime_voice_connector.home at aws_chime_voice_connector.home aws_region
# expect: fail aws_chimesdkvoice_sip_media_application.home at aws_chimesdkvoice_sip_media_application.home aws_region
# expect: fail aws_efs_replication_configuration.by_arn at aws_efs_replication_configuration.by_arn destination[0].file_system_id
# expect: fail aws_codepipeline.store at aws_codepipeline.store artifact_store[1].region
# expect: fail aws_codepipeline.action at aws_codepipeline.action stage[1].action[0].region
# expect: fail aws_redshift_data_share_consumer_association.use at aws_redshift_data_share_consumer_association.use consumer_region
# expect: fail aws_s3_bucket.there
# expect: fail aws_s3control_multi_region_access_point.copy at aws_s3control_multi_region_access_point.copy details[0].region[0].bucket

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
        target    = "us-east-1"
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
        target = "us-east-1"

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
  region_name  = "us-east-1"

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
    name = "us-east-1"
  }
}

resource "aws_mq_broker" "copy" {
  broker_name                         = "copy"
  engine_type                         = "ActiveMQ"
  engine_version                      = "5.17.6"
  host_instance_type                  = "mq.m5.large"
  data_replication_mode               = "CRDR"
  data_replication_primary_broker_arn = "arn:aws:mq:us-east-1:123456789012:broker:copy:b-1"

  user {
    username = "copy"
    password = "of-the-primary-1"
  }
}

resource "aws_dsql_cluster_peering" "copy" {
  identifier     = "copy"
  clusters       = ["arn:aws:dsql:us-east-1:123456789012:cluster/copy"]
  witness_region = "eu-west-1"
}

resource "aws_dsql_cluster_peering" "witness" {
  identifier     = "copy"
  clusters       = ["arn:aws:dsql:eu-west-1:123456789012:cluster/copy"]
  witness_region = "us-east-1"
}

resource "aws_securitylake_data_lake" "home" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = "us-east-1"
  }
}

resource "aws_securitylake_data_lake" "copy" {
  meta_store_manager_role_arn = "arn:aws:iam::123456789012:role/copy"

  configuration {
    region = "eu-central-1"

    replication_configuration {
      role_arn = "arn:aws:iam::123456789012:role/copy"
      regions  = ["us-east-1"]
    }
  }
}

resource "aws_securitylake_aws_log_source" "copy" {
  source {
    regions     = ["us-east-1"]
    source_name = "ROUTE53"
  }
}

resource "aws_chime_voice_connector" "home" {
  name               = "copy"
  require_encryption = true
  aws_region         = "us-east-1"
}

resource "aws_chimesdkvoice_sip_media_application" "home" {
  name       = "copy"
  aws_region = "us-east-1"

  endpoints {
    lambda_arn = "arn:aws:lambda:eu-central-1:123456789012:function:copy"
  }
}

resource "aws_efs_replication_configuration" "by_arn" {
  source_file_system_id = "fs-0123456789abcdef0"

  destination {
    region         = "eu-west-1"
    file_system_id = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef1"
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
    region   = "us-east-1"
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
      region          = "us-east-1"
      input_artifacts = ["source"]
    }
  }
}

resource "aws_redshift_data_share_consumer_association" "use" {
  data_share_arn  = "arn:aws:redshift:eu-central-1:123456789012:datashare:0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a/share"
  consumer_region = "us-east-1"
}

resource "aws_s3_bucket" "there" {
  provider = aws.there
  bucket   = "there"
}

resource "aws_s3control_multi_region_access_point" "copy" {
  details {
    name = "copy"

    region {
      bucket = aws_s3_bucket.there.bucket
    }
  }
}

provider "aws" {
  alias                       = "there"
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
