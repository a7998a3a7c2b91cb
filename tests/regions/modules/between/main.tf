module "inner" {
  source = "../queue"
  name   = "inner"
}

module "deep" {
  source = "../deep"
}
