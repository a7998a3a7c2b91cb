# Every shape in which Terraform code names another resource, each with the link that must come of it.
#
#   # link: ADDRESS PATH -> TARGET… CERTAINTY        from the plan's JSON alone; `none` for no link at all
#   # with source: ADDRESS PATH -> TARGET… CERTAINTY  where the source tells more; else it is the same
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}

provider "aws" {
  region                      = "eu-central-1"
  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}

variable "environment" {
  default = "production"
}

variable "second" {
  default = false
}

variable "none" {
  default = []
}

variable "literal" {
  default = ["subnet-0123456789abcdef0"]
}

variable "zone" {
  default = "a"
}

variable "zones" {
  default = { a = "10.0.1.0/24", "b.c" = "10.0.2.0/24" }
}

locals {
  subnet   = aws_subnet.a.id
  subnets  = [aws_subnet.a.id, aws_subnet.b.id]
  by_name  = { a = aws_subnet.a.id, b = aws_subnet.b.id }
  chained  = local.subnet
  of_child = module.network.first_id
  counted  = aws_subnet.counted[*].id
  circular = [for subnet in aws_subnet.each : subnet.id]
}

resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_subnet" "a" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.3.0/24"
}

resource "aws_subnet" "b" {
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.4.0/24"
}

resource "aws_subnet" "counted" {
  count      = 2
  vpc_id     = aws_vpc.main.id
  cidr_block = cidrsubnet("10.0.16.0/20", 4, count.index)
}

resource "aws_subnet" "single" {
  count      = 1
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.5.0/24"
}

resource "aws_subnet" "absent" {
  count      = 0
  vpc_id     = aws_vpc.main.id
  cidr_block = "10.0.6.0/24"
}

resource "aws_subnet" "each" {
  for_each   = var.zones
  vpc_id     = aws_vpc.main.id
  cidr_block = each.value
}

resource "aws_route_table" "main" {
  vpc_id = aws_vpc.main.id
}

resource "aws_route_table" "each" {
  for_each = var.zones
  vpc_id   = aws_vpc.main.id
}

resource "aws_route_table" "counted" {
  count  = 2
  vpc_id = aws_vpc.main.id
}

module "network" {
  source = "./modules/network"
  vpc_id = aws_vpc.main.id
}

module "networks" {
  source   = "./modules/network"
  for_each = toset(["x.y", "z"])
  vpc_id   = aws_vpc.main.id
}

# --- one resource, by its name ---

# link: aws_route_table_association.direct subnet_id -> aws_subnet.a certain
# link: aws_route_table_association.direct route_table_id -> aws_route_table.main certain
resource "aws_route_table_association" "direct" {
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.by_number subnet_id -> aws_subnet.counted[1] certain
# link: aws_route_table_association.by_number route_table_id -> aws_route_table.counted[0] certain
resource "aws_route_table_association" "by_number" {
  subnet_id      = aws_subnet.counted[1].id
  route_table_id = aws_route_table.counted[0].id
}

# link: aws_route_table_association.by_name subnet_id -> aws_subnet.each["a"] certain
# link: aws_route_table_association.by_name route_table_id -> aws_route_table.each["b.c"] certain
resource "aws_route_table_association" "by_name" {
  subnet_id      = aws_subnet.each["a"].id
  route_table_id = aws_route_table.each["b.c"].id
}

# What the plan leaves out, a function, may do anything.
# link: aws_route_table_association.joined subnet_id -> aws_subnet.a certain
# with source: aws_route_table_association.joined subnet_id -> aws_subnet.a ambiguous
resource "aws_route_table_association" "joined" {
  subnet_id      = join("", [aws_subnet.a.id])
  route_table_id = aws_route_table.main.id
}

# A splat of one, and a function around it.
# link: aws_route_table_association.one subnet_id -> aws_subnet.single[0] inferred
# with source: aws_route_table_association.one subnet_id -> aws_subnet.single[0] certain
# link: aws_route_table_association.one route_table_id -> aws_route_table.main certain
resource "aws_route_table_association" "one" {
  subnet_id      = one(aws_subnet.single[*].id)
  route_table_id = coalesce(null, aws_route_table.main.id)
}

# --- one of several ---

# link: aws_route_table_association.element subnet_id -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# with source: aws_route_table_association.element subnet_id -> aws_subnet.counted[0] certain
resource "aws_route_table_association" "element" {
  subnet_id      = element(aws_subnet.counted[*].id, 0)
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.conditional subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: aws_route_table_association.conditional subnet_id -> aws_subnet.a certain
resource "aws_route_table_association" "conditional" {
  subnet_id      = var.second ? aws_subnet.b.id : aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.open_conditional subnet_id -> aws_subnet.b aws_subnet.a ambiguous
resource "aws_route_table_association" "open_conditional" {
  subnet_id      = aws_vpc.main.id == "vpc-1" ? aws_subnet.b.id : aws_subnet.a.id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.variable_key subnet_id -> aws_subnet.each["a"] aws_subnet.each["b.c"] ambiguous
# with source: aws_route_table_association.variable_key subnet_id -> aws_subnet.each["a"] certain
resource "aws_route_table_association" "variable_key" {
  subnet_id      = aws_subnet.each[var.zone].id
  route_table_id = aws_route_table.main.id
}

# What has no instance is no candidate.
# link: aws_route_table_association.try subnet_id -> aws_subnet.single[0] certain
resource "aws_route_table_association" "try" {
  subnet_id      = try(aws_subnet.absent[0].id, aws_subnet.single[0].id)
  route_table_id = aws_route_table.main.id
}

# --- count and for_each on both sides ---

# link: aws_route_table_association.paired_by_count[0] subnet_id -> aws_subnet.counted[0] inferred
# link: aws_route_table_association.paired_by_count[1] subnet_id -> aws_subnet.counted[1] inferred
# link: aws_route_table_association.paired_by_count[1] route_table_id -> aws_route_table.counted[1] inferred
# with source: aws_route_table_association.paired_by_count[0] subnet_id -> aws_subnet.counted[0] certain
# with source: aws_route_table_association.paired_by_count[1] subnet_id -> aws_subnet.counted[1] certain
# with source: aws_route_table_association.paired_by_count[1] route_table_id -> aws_route_table.counted[1] certain
resource "aws_route_table_association" "paired_by_count" {
  count          = 2
  subnet_id      = aws_subnet.counted[count.index].id
  route_table_id = aws_route_table.counted[count.index].id
}

# link: aws_route_table_association.paired_by_key["a"] subnet_id -> aws_subnet.each["a"] inferred
# link: aws_route_table_association.paired_by_key["b.c"] subnet_id -> aws_subnet.each["b.c"] inferred
# link: aws_route_table_association.paired_by_key["b.c"] route_table_id -> aws_route_table.main certain
# with source: aws_route_table_association.paired_by_key["a"] subnet_id -> aws_subnet.each["a"] certain
# with source: aws_route_table_association.paired_by_key["b.c"] subnet_id -> aws_subnet.each["b.c"] certain
resource "aws_route_table_association" "paired_by_key" {
  for_each       = var.zones
  subnet_id      = aws_subnet.each[each.key].id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.over_resource["a"] subnet_id -> aws_subnet.each["a"] inferred
# with source: aws_route_table_association.over_resource["a"] subnet_id -> aws_subnet.each["a"] certain
# link: aws_route_table_association.over_resource["b.c"] subnet_id -> aws_subnet.each["b.c"] inferred
# with source: aws_route_table_association.over_resource["b.c"] subnet_id -> aws_subnet.each["b.c"] certain
resource "aws_route_table_association" "over_resource" {
  for_each       = aws_subnet.each
  subnet_id      = each.value.id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.over_object["one"] subnet_id -> aws_subnet.a aws_subnet.b ambiguous
# with source: aws_route_table_association.over_object["one"] subnet_id -> aws_subnet.a certain
# with source: aws_route_table_association.over_object["two"] subnet_id -> aws_subnet.b certain
resource "aws_route_table_association" "over_object" {
  for_each       = { one = aws_subnet.a.id, two = aws_subnet.b.id }
  subnet_id      = each.value
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.over_object_of_one["one"] subnet_id -> aws_subnet.a inferred
# with source: aws_route_table_association.over_object_of_one["one"] subnet_id -> aws_subnet.a certain
resource "aws_route_table_association" "over_object_of_one" {
  for_each       = { one = aws_subnet.a }
  subnet_id      = each.value.id
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.by_key_of_nothing["p"] subnet_id -> aws_subnet.a ambiguous
# with source: aws_route_table_association.by_key_of_nothing["p"] subnet_id -> aws_subnet.a certain
resource "aws_route_table_association" "by_key_of_nothing" {
  for_each       = toset(["p"])
  subnet_id      = each.key == "p" ? aws_subnet.a.id : "subnet-0123456789abcdef0"
  route_table_id = aws_route_table.main.id
}

# --- lists ---

# link: aws_db_subnet_group.list subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
# with source: aws_db_subnet_group.list subnet_ids -> aws_subnet.a aws_subnet.b certain
resource "aws_db_subnet_group" "list" {
  name       = "list"
  subnet_ids = [aws_subnet.a.id, aws_subnet.b.id]
}

# link: aws_db_subnet_group.splat subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# with source: aws_db_subnet_group.splat subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] certain
resource "aws_db_subnet_group" "splat" {
  name       = "splat"
  subnet_ids = aws_subnet.counted[*].id
}

# link: aws_db_subnet_group.for subnet_ids -> aws_subnet.each["a"] aws_subnet.each["b.c"] ambiguous
# with source: aws_db_subnet_group.for subnet_ids -> aws_subnet.each["a"] aws_subnet.each["b.c"] certain
resource "aws_db_subnet_group" "for" {
  name       = "for"
  subnet_ids = [for subnet in aws_subnet.each : subnet.id]
}

# link: aws_db_subnet_group.filtered subnet_ids -> aws_subnet.each["a"] aws_subnet.each["b.c"] ambiguous
# with source: aws_db_subnet_group.filtered subnet_ids -> aws_subnet.each["a"] certain
resource "aws_db_subnet_group" "filtered" {
  name       = "filtered"
  subnet_ids = [for key, subnet in aws_subnet.each : subnet.id if key == "a"]
}

# link: aws_db_subnet_group.sliced subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# with source: aws_db_subnet_group.sliced subnet_ids -> aws_subnet.counted[0] certain
resource "aws_db_subnet_group" "sliced" {
  name       = "sliced"
  subnet_ids = slice(aws_subnet.counted[*].id, 0, 1)
}

# What a function of no known effect makes of a list may be anything.
# link: aws_db_subnet_group.sorted subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# with source: aws_db_subnet_group.sorted subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
resource "aws_db_subnet_group" "sorted" {
  name       = "sorted"
  subnet_ids = sort(aws_subnet.counted[*].id)
}

# link: aws_db_subnet_group.filtered_later subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# with source: aws_db_subnet_group.filtered_later subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
resource "aws_db_subnet_group" "filtered_later" {
  name       = "filtered-later"
  subnet_ids = [for subnet in aws_subnet.counted : subnet.id if subnet.id != "subnet-1"]
}

# link: aws_db_subnet_group.values subnet_ids -> aws_subnet.each["a"] aws_subnet.each["b.c"] ambiguous
# with source: aws_db_subnet_group.values subnet_ids -> aws_subnet.each["a"] aws_subnet.each["b.c"] certain
resource "aws_db_subnet_group" "values" {
  name       = "values"
  subnet_ids = values(aws_subnet.each)[*].id
}

# link: aws_db_subnet_group.concat subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] aws_subnet.a ambiguous
# with source: aws_db_subnet_group.concat subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] aws_subnet.a certain
resource "aws_db_subnet_group" "concat" {
  name       = "concat"
  subnet_ids = concat(aws_subnet.counted[*].id, [aws_subnet.a.id], var.none)
}

# link: aws_db_subnet_group.with_literal subnet_ids -> aws_subnet.a ambiguous
resource "aws_db_subnet_group" "with_literal" {
  name       = "with-literal"
  subnet_ids = concat([aws_subnet.a.id], var.literal)
}

# link: aws_db_subnet_group.conditional subnet_ids -> aws_subnet.b aws_subnet.a ambiguous
# with source: aws_db_subnet_group.conditional subnet_ids -> aws_subnet.a certain
resource "aws_db_subnet_group" "conditional" {
  name       = "conditional"
  subnet_ids = var.second ? [aws_subnet.b.id] : [aws_subnet.a.id]
}

# The condition names a resource of the very type: only the source tells.
# link: aws_db_subnet_group.hidden_conditional subnet_ids -> aws_subnet.counted[0] aws_subnet.a aws_subnet.b ambiguous
# with source: aws_db_subnet_group.hidden_conditional subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
resource "aws_db_subnet_group" "hidden_conditional" {
  name       = "hidden-conditional"
  subnet_ids = aws_subnet.counted[0].id == "subnet-1" ? [aws_subnet.a.id] : [aws_subnet.b.id]
}

# link: aws_db_subnet_group.keyed["a"] subnet_ids -> aws_subnet.each["a"] aws_subnet.b ambiguous
# with source: aws_db_subnet_group.keyed["a"] subnet_ids -> aws_subnet.each["a"] aws_subnet.b certain
resource "aws_db_subnet_group" "keyed" {
  for_each   = var.zones
  name       = "keyed-${replace(each.key, ".", "-")}"
  subnet_ids = [aws_subnet.each[each.key].id, aws_subnet.b.id]
}

# link: aws_db_subnet_group.over_lists["one"] subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
# with source: aws_db_subnet_group.over_lists["one"] subnet_ids -> aws_subnet.a certain
# with source: aws_db_subnet_group.over_lists["two"] subnet_ids -> aws_subnet.b aws_subnet.a certain
resource "aws_db_subnet_group" "over_lists" {
  for_each = {
    one = { subnets = [aws_subnet.a.id] }
    two = { subnets = [aws_subnet.b.id, aws_subnet.a.id] }
  }
  name       = "over-lists-${each.key}"
  subnet_ids = each.value.subnets
}

# link: aws_db_subnet_group.absent subnet_ids -> aws_subnet.a ambiguous
# with source: aws_db_subnet_group.absent subnet_ids -> aws_subnet.a certain
resource "aws_db_subnet_group" "absent" {
  name       = "absent"
  subnet_ids = concat(aws_subnet.absent[*].id, [aws_subnet.a.id])
}

# --- locals: only the source has them ---

# link: aws_route_table_association.local subnet_id -> none
# with source: aws_route_table_association.local subnet_id -> aws_subnet.a certain
resource "aws_route_table_association" "local" {
  subnet_id      = local.subnet
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.chained_local subnet_id -> none
# with source: aws_route_table_association.chained_local subnet_id -> aws_subnet.a certain
resource "aws_route_table_association" "chained_local" {
  subnet_id      = local.chained
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.local_of_child subnet_id -> none
# with source: aws_route_table_association.local_of_child subnet_id -> module.network.aws_subnet.first certain
resource "aws_route_table_association" "local_of_child" {
  subnet_id      = local.of_child
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.local_by_name subnet_id -> none
# with source: aws_route_table_association.local_by_name subnet_id -> aws_subnet.b certain
resource "aws_route_table_association" "local_by_name" {
  subnet_id      = local.by_name["b"]
  route_table_id = aws_route_table.main.id
}

# link: aws_db_subnet_group.local_list subnet_ids -> none
# with source: aws_db_subnet_group.local_list subnet_ids -> aws_subnet.a aws_subnet.b certain
resource "aws_db_subnet_group" "local_list" {
  name       = "local-list"
  subnet_ids = local.subnets
}

# link: aws_db_subnet_group.local_splat subnet_ids -> none
# with source: aws_db_subnet_group.local_splat subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] certain
resource "aws_db_subnet_group" "local_splat" {
  name       = "local-splat"
  subnet_ids = local.counted
}

# link: aws_db_subnet_group.local_and_more subnet_ids -> aws_subnet.a ambiguous
# with source: aws_db_subnet_group.local_and_more subnet_ids -> aws_subnet.a aws_subnet.each["a"] aws_subnet.each["b.c"] certain
resource "aws_db_subnet_group" "local_and_more" {
  name       = "local-and-more"
  subnet_ids = concat([aws_subnet.a.id], local.circular)
}

# --- outputs of modules ---

# link: aws_route_table_association.output subnet_id -> module.network.aws_subnet.first certain
# link: aws_route_table_association.output route_table_id -> module.network.aws_route_table.main certain
resource "aws_route_table_association" "output" {
  subnet_id      = module.network.first_id
  route_table_id = module.network.route_table_id
}

# link: aws_db_subnet_group.output_list subnet_ids -> module.network.aws_subnet.first module.network.aws_subnet.second ambiguous
# with source: aws_db_subnet_group.output_list subnet_ids -> module.network.aws_subnet.first module.network.aws_subnet.second certain
resource "aws_db_subnet_group" "output_list" {
  name       = "output-list"
  subnet_ids = module.network.ids
}

# link: aws_db_subnet_group.output_splat subnet_ids -> module.network.aws_subnet.counted[0] module.network.aws_subnet.counted[1] ambiguous
# with source: aws_db_subnet_group.output_splat subnet_ids -> module.network.aws_subnet.counted[0] module.network.aws_subnet.counted[1] certain
resource "aws_db_subnet_group" "output_splat" {
  name       = "output-splat"
  subnet_ids = module.network.counted_ids
}

# link: aws_route_table_association.output_element subnet_id -> module.network.aws_subnet.first module.network.aws_subnet.second ambiguous
# with source: aws_route_table_association.output_element subnet_id -> module.network.aws_subnet.second certain
resource "aws_route_table_association" "output_element" {
  subnet_id      = module.network.ids[1]
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.output_entry subnet_id -> module.network.aws_subnet.first module.network.aws_subnet.second ambiguous
# with source: aws_route_table_association.output_entry subnet_id -> module.network.aws_subnet.second certain
resource "aws_route_table_association" "output_entry" {
  subnet_id      = module.network.by_name["second"]
  route_table_id = aws_route_table.main.id
}

# link: aws_route_table_association.counted_output_element subnet_id -> module.network.aws_subnet.counted[1] inferred
# with source: aws_route_table_association.counted_output_element subnet_id -> module.network.aws_subnet.counted[1] certain
resource "aws_route_table_association" "counted_output_element" {
  subnet_id      = module.network.counted_ids[1]
  route_table_id = aws_route_table.main.id
}

# The plan lists no constants: beside a reference it would hide this subnet.
# link: aws_db_subnet_group.with_constant subnet_ids -> aws_subnet.a ambiguous
resource "aws_db_subnet_group" "with_constant" {
  name       = "with-constant"
  subnet_ids = [aws_subnet.a.id, "subnet-0123456789abcdef0"]
}

# A list of a module that adds the caller's, which are none.
# link: aws_db_subnet_group.output_with_default subnet_ids -> module.network.aws_subnet.first ambiguous
# with source: aws_db_subnet_group.output_with_default subnet_ids -> module.network.aws_subnet.first certain
resource "aws_db_subnet_group" "output_with_default" {
  name       = "output-with-default"
  subnet_ids = module.network.with_extra
}

# link: aws_route_table_association.instance_output subnet_id -> module.networks["x.y"].aws_subnet.first certain
# link: aws_route_table_association.instance_output route_table_id -> module.networks["z"].aws_route_table.main certain
resource "aws_route_table_association" "instance_output" {
  subnet_id      = module.networks["x.y"].first_id
  route_table_id = module.networks["z"].route_table_id
}

# Several outputs lead to subnets, and the plan leaves out which one is meant.
# link: aws_route_table_association.paired_output["z"] subnet_id -> module.networks["z"].aws_subnet.first module.networks["z"].aws_subnet.second module.networks["z"].aws_subnet.counted[0] module.networks["z"].aws_subnet.counted[1] ambiguous
# link: aws_route_table_association.paired_output["z"] route_table_id -> module.networks["z"].aws_route_table.main inferred
# with source: aws_route_table_association.paired_output["z"] subnet_id -> module.networks["z"].aws_subnet.first certain
# with source: aws_route_table_association.paired_output["z"] route_table_id -> module.networks["z"].aws_route_table.main certain
resource "aws_route_table_association" "paired_output" {
  for_each       = toset(["x.y", "z"])
  subnet_id      = module.networks[each.key].first_id
  route_table_id = module.networks[each.key].route_table_id
}

# link: aws_route_table_association.over_modules["x.y"] subnet_id -> module.networks["x.y"].aws_subnet.first inferred
# with source: aws_route_table_association.over_modules["x.y"] subnet_id -> module.networks["x.y"].aws_subnet.first certain
# link: aws_route_table_association.over_modules["x.y"] route_table_id -> module.networks["x.y"].aws_route_table.main inferred
# with source: aws_route_table_association.over_modules["x.y"] route_table_id -> module.networks["x.y"].aws_route_table.main certain
resource "aws_route_table_association" "over_modules" {
  for_each       = module.networks
  subnet_id      = each.value.first_id
  route_table_id = each.value.route_table_id
}

# link: aws_db_subnet_group.module_splat subnet_ids -> module.pair["a"].aws_subnet.this module.pair["b.c"].aws_subnet.this ambiguous
# with source: aws_db_subnet_group.module_splat subnet_ids -> module.pair["a"].aws_subnet.this module.pair["b.c"].aws_subnet.this certain
resource "aws_db_subnet_group" "module_splat" {
  name       = "module-splat"
  subnet_ids = [for pair in module.pair : pair.subnet_id]
}

# --- variables of modules ---

# link: module.direct.aws_db_subnet_group.this subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
# with source: module.direct.aws_db_subnet_group.this subnet_ids -> aws_subnet.a aws_subnet.b certain
# link: module.direct.aws_route_table_association.this subnet_id -> aws_subnet.b certain
# link: module.direct.aws_route_table_association.this route_table_id -> aws_route_table.main certain
module "direct" {
  source         = "./modules/group"
  name           = "direct"
  subnet_ids     = [aws_subnet.a.id, aws_subnet.b.id]
  subnet_id      = aws_subnet.b.id
  route_table_id = aws_route_table.main.id
}

# link: module.from_child.aws_db_subnet_group.this subnet_ids -> module.network.aws_subnet.first module.network.aws_subnet.second ambiguous
# with source: module.from_child.aws_db_subnet_group.this subnet_ids -> module.network.aws_subnet.first module.network.aws_subnet.second certain
# link: module.from_child.aws_route_table_association.this subnet_id -> module.network.aws_subnet.first certain
module "from_child" {
  source         = "./modules/group"
  name           = "from-child"
  subnet_ids     = module.network.ids
  subnet_id      = module.network.first_id
  route_table_id = module.network.route_table_id
}

# link: module.wrapper.module.inner.aws_db_subnet_group.this subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] ambiguous
# link: module.wrapper.module.inner.aws_route_table_association.this subnet_id -> aws_subnet.counted[0] inferred
# link: module.wrapper.module.inner.aws_route_table_association.this route_table_id -> aws_route_table.main certain
# with source: module.wrapper.module.inner.aws_db_subnet_group.this subnet_ids -> aws_subnet.counted[0] aws_subnet.counted[1] certain
# with source: module.wrapper.module.inner.aws_route_table_association.this subnet_id -> aws_subnet.counted[0] certain
module "wrapper" {
  source         = "./modules/wrapper"
  ids            = aws_subnet.counted[*].id
  route_table_id = aws_route_table.main.id
}

# Out of a module what went into it.
# link: aws_route_table_association.through_two_modules subnet_id -> aws_subnet.counted[0] inferred
# with source: aws_route_table_association.through_two_modules subnet_id -> aws_subnet.counted[0] certain
resource "aws_route_table_association" "through_two_modules" {
  subnet_id      = module.wrapper.subnet_id
  route_table_id = aws_route_table.main.id
}

# link: module.parts.aws_db_subnet_group.part[0] subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
# with source: module.parts.aws_db_subnet_group.part[0] subnet_ids -> aws_subnet.b certain
module "parts" {
  source         = "./modules/group"
  name           = "parts"
  subnet_ids     = ["subnet-0123456789abcdef0"]
  subnet_id      = aws_subnet.a.id
  route_table_id = aws_route_table.main.id
  settings = {
    subnet_id  = aws_subnet.a.id
    subnet_ids = [aws_subnet.b.id]
  }
}

# link: module.pair["a"].aws_subnet.this vpc_id -> aws_vpc.main certain
# link: module.pair["b.c"].aws_route_table_association.this subnet_id -> module.pair["b.c"].aws_subnet.this certain
module "pair" {
  source   = "./modules/pair"
  for_each = var.zones
  vpc_id   = aws_vpc.main.id
  cidr     = each.value
}

# link: module.keyed_argument["a"].aws_route_table_association.this subnet_id -> aws_subnet.each["a"] inferred
# link: module.keyed_argument["b.c"].aws_route_table_association.this route_table_id -> aws_route_table.each["b.c"] inferred
# with source: module.keyed_argument["a"].aws_route_table_association.this subnet_id -> aws_subnet.each["a"] certain
# with source: module.keyed_argument["b.c"].aws_route_table_association.this route_table_id -> aws_route_table.each["b.c"] certain
module "keyed_argument" {
  source         = "./modules/group"
  for_each       = var.zones
  name           = "keyed-argument-${replace(each.key, ".", "-")}"
  subnet_ids     = ["subnet-0123456789abcdef0"]
  subnet_id      = aws_subnet.each[each.key].id
  route_table_id = aws_route_table.each[each.key].id
}

# link: module.counted_argument[1].aws_route_table_association.this subnet_id -> aws_subnet.counted[1] inferred
# with source: module.counted_argument[1].aws_route_table_association.this subnet_id -> aws_subnet.counted[1] certain
module "counted_argument" {
  source         = "./modules/group"
  count          = 2
  name           = "counted-argument-${count.index}"
  subnet_ids     = ["subnet-0123456789abcdef0"]
  subnet_id      = aws_subnet.counted[count.index].id
  route_table_id = aws_route_table.main.id
}

# link: module.over_resource["b.c"].aws_route_table_association.this subnet_id -> aws_subnet.each["b.c"] inferred
# with source: module.over_resource["b.c"].aws_route_table_association.this subnet_id -> aws_subnet.each["b.c"] certain
module "over_resource" {
  source         = "./modules/group"
  for_each       = aws_subnet.each
  name           = "over-resource-${replace(each.key, ".", "-")}"
  subnet_ids     = ["subnet-0123456789abcdef0"]
  subnet_id      = each.value.id
  route_table_id = aws_route_table.main.id
}

# --- through another resource's attribute, and by value ---

# link: aws_route_table_association.of_another subnet_id -> aws_subnet.b certain
# link: aws_route_table_association.of_another route_table_id -> aws_route_table.main certain
resource "aws_route_table_association" "of_another" {
  subnet_id      = module.direct.subnet_id
  route_table_id = aws_route_table_association.direct.route_table_id
}

# link: aws_db_instance.by_reference db_subnet_group_name -> aws_db_subnet_group.list certain
resource "aws_db_instance" "by_reference" {
  identifier           = "by-reference"
  instance_class       = "db.t4g.micro"
  snapshot_identifier  = "before"
  db_subnet_group_name = aws_db_subnet_group.list.id
}

# link: aws_db_instance.by_value db_subnet_group_name -> aws_db_subnet_group.list certain
resource "aws_db_instance" "by_value" {
  identifier           = "by-value"
  instance_class       = "db.t4g.micro"
  snapshot_identifier  = "before"
  db_subnet_group_name = "list"
}

# link: aws_db_instance.of_module db_subnet_group_name -> module.direct.aws_db_subnet_group.this certain
resource "aws_db_instance" "of_module" {
  identifier           = "of-module"
  instance_class       = "db.t4g.micro"
  snapshot_identifier  = "before"
  db_subnet_group_name = module.direct.group_name
}

# link: aws_db_instance.elsewhere db_subnet_group_name -> none
resource "aws_db_instance" "elsewhere" {
  identifier           = "elsewhere"
  instance_class       = "db.t4g.micro"
  snapshot_identifier  = "before"
  db_subnet_group_name = "somebody-elses"
}

# A computed attribute says nothing of where it leads.
# link: aws_db_subnet_group.computed subnet_ids -> none
resource "aws_db_subnet_group" "computed" {
  name       = "computed"
  subnet_ids = [terraform_data.later.id]
}

resource "terraform_data" "later" {}

# What a module's variable is given becomes what its type says, before a condition looks at it.
# link: module.typed.aws_route_table_association.by_number subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_number subnet_id -> aws_subnet.b certain
# link: module.typed.aws_route_table_association.by_truth subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_truth subnet_id -> aws_subnet.b certain
# link: module.typed.aws_route_table_association.by_default subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_default subnet_id -> aws_subnet.b certain
# link: module.typed.aws_route_table_association.by_null subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_null subnet_id -> aws_subnet.b certain
# link: module.typed.aws_route_table_association.by_set subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_set subnet_id -> aws_subnet.b certain
# link: module.typed.aws_route_table_association.by_count subnet_id -> aws_subnet.b aws_subnet.a ambiguous
# with source: module.typed.aws_route_table_association.by_count subnet_id -> aws_subnet.b certain
# Values of two types are not compared.
# link: module.typed.aws_route_table_association.by_types subnet_id -> aws_subnet.a aws_subnet.b ambiguous
# Every one of a set is there, and which one is the first is known to nobody.
# link: module.typed.aws_db_subnet_group.set subnet_ids -> aws_subnet.a aws_subnet.b ambiguous
# with source: module.typed.aws_db_subnet_group.set subnet_ids -> aws_subnet.a aws_subnet.b certain
# link: module.typed.aws_route_table_association.first subnet_id -> aws_subnet.a aws_subnet.b ambiguous
module "typed" {
  source         = "./modules/typed"
  good           = aws_subnet.a.id
  bad            = aws_subnet.b.id
  subnets        = [aws_subnet.a.id, aws_subnet.b.id]
  route_table_id = aws_route_table.main.id
  tier           = "2"
  enabled        = "true"
  settings       = {}
  names          = ["z", "a", "z"]
  region         = null
}

# ---------------------------------------------------------------- copies

# A plan tells neither of these from the other: only the code says that one goes to another bucket.
resource "aws_s3_bucket" "copied" {
  bucket_prefix = "copied"
}

# link: aws_s3_bucket_replication_configuration.plain rule[0].destination[0].bucket -> aws_s3_bucket.copied ambiguous
# with source: aws_s3_bucket_replication_configuration.plain rule[0].destination[0].bucket -> aws_s3_bucket.copied certain
resource "aws_s3_bucket_replication_configuration" "plain" {
  bucket = "source"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = aws_s3_bucket.copied.arn
    }
  }
}

# link: aws_s3_bucket_replication_configuration.made rule[0].destination[0].bucket -> aws_s3_bucket.copied ambiguous
resource "aws_s3_bucket_replication_configuration" "made" {
  bucket = "source"
  role   = "arn:aws:iam::123456789012:role/replication"

  rule {
    status = "Enabled"

    destination {
      bucket = "${aws_s3_bucket.copied.arn}-us"
    }
  }
}

# A listener that waits for the validation takes the certificate that is validated.
resource "aws_acm_certificate" "names" {
  domain_name       = "*.example.com"
  validation_method = "DNS"
}

resource "aws_acm_certificate" "more" {
  domain_name       = "*.example.org"
  validation_method = "DNS"
}

# link: aws_acm_certificate_validation.names certificate_arn -> aws_acm_certificate.names certain
resource "aws_acm_certificate_validation" "names" {
  certificate_arn = aws_acm_certificate.names.arn
}

# link: aws_lb_listener.validated certificate_arn -> aws_acm_certificate.names certain
resource "aws_lb_listener" "validated" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  certificate_arn   = aws_acm_certificate_validation.names.certificate_arn

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# link: aws_alb_listener.either certificate_arn -> aws_acm_certificate.names aws_acm_certificate.more ambiguous
# with source: aws_alb_listener.either certificate_arn -> aws_acm_certificate.more certain
resource "aws_alb_listener" "either" {
  load_balancer_arn = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/app/main/50dc6c495c0c9188"
  certificate_arn   = var.second ? aws_acm_certificate.names.arn : aws_acm_certificate.more.id

  default_action {
    type = "fixed-response"
    fixed_response { content_type = "text/plain" }
  }
}

# link: aws_lb_listener_certificate.more listener_arn -> aws_lb_listener.validated certain
# link: aws_lb_listener_certificate.more certificate_arn -> aws_acm_certificate.more certain
resource "aws_lb_listener_certificate" "more" {
  listener_arn    = aws_lb_listener.validated.arn
  certificate_arn = aws_acm_certificate.more.arn
}

# link: aws_alb_listener_certificate.more listener_arn -> aws_alb_listener.either certain
# link: aws_alb_listener_certificate.more certificate_arn -> aws_acm_certificate.names certain
resource "aws_alb_listener_certificate" "more" {
  listener_arn    = aws_alb_listener.either.arn
  certificate_arn = aws_acm_certificate_validation.names.certificate_arn
}
