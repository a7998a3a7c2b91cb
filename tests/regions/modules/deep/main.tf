module "inner" {
  source = "../queue"
  name   = "inner"
}
