//! What costs nothing, and why: an explicit list.

use super::{Row, Rule};

const NETWORK: Rule = Rule::Free("networks, their rules and their routes cost nothing: what crosses them does");
const SUBNET: Rule = Rule::Read("a subnet costs nothing: what lies in it does");
const GROUPS: Rule = Rule::Free("a group of settings costs nothing: what uses it does");
const BUCKETS: Rule = Rule::Free("a bucket's settings cost nothing: what it holds does");
const BALANCERS: Rule = Rule::Free("listeners, rules and targets are in the load balancer's price");
const CERTIFICATES: Rule = Rule::Free("a public certificate of ACM costs nothing");
const KEYS: Rule = Rule::Free("names and policies of keys and secrets cost nothing: the keys and secrets do");
const CONTAINERS: Rule = Rule::Free("ECS costs nothing: what runs on it does");
const LOGS: Rule = Rule::Free("how logs are read and kept costs nothing: the logs do");
const MESSAGES: Rule = Rule::Free("how messages are sent costs nothing: the messages do");
const SCALING: Rule = Rule::Free("scaling costs nothing: what it adds does");
const SETTINGS: Rule = Rule::Free("a setting of the account costs nothing");
const REGISTRY: Rule = Rule::Free("a repository's rules cost nothing: its images do");
const RECORDER: Rule = Rule::Free("where a recorder delivers to costs nothing: what it records does");
const BUDGET: Rule = Rule::Free("a budget without actions costs nothing");
const RULES: Rule = Rule::Free("rules on AWS's own events and schedules cost nothing");
const NAMES: Rule = Rule::Free("what ECS registers in Cloud Map costs nothing: the zone does");
const CHATBOT: Rule = Rule::Free("Amazon Q in chat applications costs nothing: the topic's messages do");
const FUNCTIONS: Rule = Rule::Free("what may call a function, and what it is called for, costs nothing: its calls do");
const GATEWAYS: Rule = Rule::Free("the routes and settings of an API cost nothing: its requests do");
const JOBS: Rule = Rule::Free("queues and definitions of jobs cost nothing: where the jobs run does");
const QUEUES: Rule = Rule::Free("who may use a queue costs nothing: its messages do");
const FILES: Rule = Rule::Free("ways into a file system and its settings cost nothing: what it holds does");
const BACKUPS: Rule = Rule::Free("plans and vaults of AWS Backup cost nothing: what is kept does");
const LOGINS: Rule = Rule::Free("a key pair costs nothing");
const MACHINES: Rule = Rule::Free("how machines are made costs nothing: the machines do");
const CLUSTERS: Rule = Rule::Free("what joins clusters costs nothing: their members do");
const PROXIES: Rule = Rule::Free("what a proxy leads to is in the proxy's price");
const TUNNELS: Rule = Rule::Free("both ends of a VPN and its routes cost nothing: the connection does");
const HUBS: Rule = Rule::Free("the routes of a transit gateway cost nothing: its attachments do");
const SHARES: Rule = Rule::Free("sharing a resource costs nothing: the resource does");
const DISTRIBUTIONS: Rule = Rule::Free("how a distribution reaches its origins costs nothing: its requests do");
const TERRAFORM: Rule = Rule::Free("it is made where Terraform runs");
const EDGE: Rule = Rule::Free("records, rules and settings are in the zone's plan");

pub const ROWS: &[Row] = &[
    ("aws_default_network_acl", NETWORK),
    ("aws_default_route_table", NETWORK),
    ("aws_default_security_group", NETWORK),
    ("aws_default_subnet", SUBNET),
    ("aws_ec2_managed_prefix_list", NETWORK),
    ("aws_ec2_managed_prefix_list_entry", NETWORK),
    ("aws_egress_only_internet_gateway", NETWORK),
    ("aws_eip_association", NETWORK),
    ("aws_internet_gateway", NETWORK),
    ("aws_internet_gateway_attachment", NETWORK),
    ("aws_main_route_table_association", NETWORK),
    ("aws_network_acl", NETWORK),
    ("aws_network_acl_association", NETWORK),
    ("aws_network_acl_rule", NETWORK),
    ("aws_network_interface", NETWORK),
    ("aws_network_interface_attachment", NETWORK),
    ("aws_network_interface_sg_attachment", NETWORK),
    ("aws_route", NETWORK),
    ("aws_route_table", NETWORK),
    ("aws_route_table_association", NETWORK),
    ("aws_security_group", NETWORK),
    ("aws_security_group_rule", NETWORK),
    ("aws_subnet", SUBNET),
    ("aws_vpc_dhcp_options", NETWORK),
    ("aws_vpc_dhcp_options_association", NETWORK),
    ("aws_vpc_endpoint_policy", NETWORK),
    ("aws_vpc_endpoint_route_table_association", NETWORK),
    ("aws_vpc_endpoint_security_group_association", NETWORK),
    ("aws_vpc_security_group_egress_rule", NETWORK),
    ("aws_vpc_security_group_ingress_rule", NETWORK),
    ("aws_db_option_group", GROUPS),
    ("aws_db_parameter_group", GROUPS),
    ("aws_db_subnet_group", GROUPS),
    ("aws_elasticache_parameter_group", GROUPS),
    ("aws_elasticache_subnet_group", GROUPS),
    ("aws_elasticache_user", GROUPS),
    ("aws_elasticache_user_group", GROUPS),
    ("aws_elasticache_user_group_association", GROUPS),
    ("aws_rds_cluster_parameter_group", GROUPS),
    ("aws_s3_account_public_access_block", SETTINGS),
    ("aws_s3_bucket_acl", BUCKETS),
    ("aws_s3_bucket_cors_configuration", BUCKETS),
    ("aws_s3_bucket_logging", BUCKETS),
    ("aws_s3_bucket_notification", BUCKETS),
    ("aws_s3_bucket_object_lock_configuration", BUCKETS),
    ("aws_s3_bucket_ownership_controls", BUCKETS),
    ("aws_s3_bucket_policy", BUCKETS),
    ("aws_s3_bucket_public_access_block", BUCKETS),
    ("aws_s3_bucket_server_side_encryption_configuration", BUCKETS),
    ("aws_s3_bucket_versioning", BUCKETS),
    ("aws_alb_listener", BALANCERS),
    ("aws_alb_listener_rule", BALANCERS),
    ("aws_alb_target_group", BALANCERS),
    ("aws_alb_target_group_attachment", BALANCERS),
    ("aws_lb_listener", BALANCERS),
    ("aws_lb_listener_certificate", BALANCERS),
    ("aws_lb_listener_rule", BALANCERS),
    ("aws_lb_target_group", BALANCERS),
    ("aws_lb_target_group_attachment", BALANCERS),
    ("aws_acm_certificate_validation", CERTIFICATES),
    ("aws_kms_alias", KEYS),
    ("aws_kms_grant", KEYS),
    ("aws_kms_key_policy", KEYS),
    ("aws_secretsmanager_secret_policy", KEYS),
    ("aws_secretsmanager_secret_version", KEYS),
    ("aws_ecs_account_setting_default", CONTAINERS),
    ("aws_ecs_cluster_capacity_providers", CONTAINERS),
    ("aws_cloudwatch_log_resource_policy", LOGS),
    ("aws_cloudwatch_query_definition", LOGS),
    ("aws_ses_configuration_set", MESSAGES),
    ("aws_ses_domain_dkim", MESSAGES),
    ("aws_ses_domain_mail_from", MESSAGES),
    ("aws_ses_event_destination", MESSAGES),
    ("aws_ses_identity_notification_topic", MESSAGES),
    ("aws_sesv2_account_suppression_attributes", MESSAGES),
    ("aws_sesv2_configuration_set", MESSAGES),
    ("aws_sesv2_configuration_set_event_destination", MESSAGES),
    ("aws_sesv2_email_identity_feedback_attributes", MESSAGES),
    ("aws_sesv2_email_identity_mail_from_attributes", MESSAGES),
    ("aws_sesv2_email_identity_policy", MESSAGES),
    ("aws_sns_topic_policy", MESSAGES),
    ("aws_appautoscaling_policy", SCALING),
    ("aws_appautoscaling_scheduled_action", SCALING),
    ("aws_ebs_default_kms_key", SETTINGS),
    ("aws_ebs_encryption_by_default", SETTINGS),
    ("aws_ebs_snapshot_block_public_access", SETTINGS),
    ("aws_ec2_instance_metadata_defaults", SETTINGS),
    ("aws_ecr_account_setting", SETTINGS),
    ("aws_scheduler_schedule_group", SETTINGS),
    ("aws_ecr_lifecycle_policy", REGISTRY),
    ("aws_ecr_registry_policy", REGISTRY),
    ("aws_ecr_repository_policy", REGISTRY),
    ("aws_config_configuration_recorder_status", RECORDER),
    ("aws_config_delivery_channel", RECORDER),
    ("aws_config_retention_configuration", RECORDER),
    ("aws_budgets_budget", BUDGET),
    ("aws_cloudwatch_event_rule", RULES),
    ("aws_service_discovery_service", NAMES),
    ("aws_chatbot_slack_channel_configuration", CHATBOT),
    ("aws_lambda_alias", FUNCTIONS),
    ("aws_lambda_event_source_mapping", FUNCTIONS),
    ("aws_lambda_permission", FUNCTIONS),
    ("aws_apigatewayv2_integration", GATEWAYS),
    ("aws_apigatewayv2_route", GATEWAYS),
    ("aws_apigatewayv2_stage", GATEWAYS),
    ("aws_batch_job_definition", JOBS),
    ("aws_batch_job_queue", JOBS),
    ("aws_sqs_queue_policy", QUEUES),
    ("aws_sqs_queue_redrive_policy", QUEUES),
    ("aws_efs_access_point", FILES),
    ("aws_efs_backup_policy", FILES),
    ("aws_efs_file_system_policy", FILES),
    ("aws_efs_mount_target", FILES),
    ("aws_backup_plan", BACKUPS),
    ("aws_backup_selection", BACKUPS),
    ("aws_backup_vault", BACKUPS),
    ("aws_backup_vault_lock_configuration", BACKUPS),
    ("aws_backup_vault_notifications", BACKUPS),
    ("aws_backup_vault_policy", BACKUPS),
    ("aws_key_pair", LOGINS),
    ("aws_launch_template", MACHINES),
    ("aws_rds_global_cluster", CLUSTERS),
    ("aws_db_proxy_default_target_group", PROXIES),
    ("aws_db_proxy_target", PROXIES),
    ("aws_customer_gateway", TUNNELS),
    ("aws_vpn_connection_route", TUNNELS),
    ("aws_vpn_gateway", TUNNELS),
    ("aws_vpn_gateway_attachment", TUNNELS),
    ("aws_vpn_gateway_route_propagation", TUNNELS),
    ("aws_ec2_transit_gateway", HUBS),
    ("aws_ec2_transit_gateway_route", HUBS),
    ("aws_ec2_transit_gateway_route_table", HUBS),
    ("aws_ec2_transit_gateway_route_table_association", HUBS),
    ("aws_ec2_transit_gateway_route_table_propagation", HUBS),
    ("aws_ram_principal_association", SHARES),
    ("aws_ram_resource_association", SHARES),
    ("aws_ram_resource_share", SHARES),
    ("aws_cloudfront_origin_access_control", DISTRIBUTIONS),
    ("terraform_data", TERRAFORM),
    ("null_resource", TERRAFORM),
    ("cloudflare_custom_hostname_fallback_origin", EDGE),
    ("cloudflare_dns_record", EDGE),
    ("cloudflare_record", EDGE),
    ("cloudflare_ruleset", EDGE),
    ("cloudflare_bot_management", EDGE),
    ("cloudflare_zone_dnssec", EDGE),
    ("cloudflare_zone_setting", EDGE),
];
