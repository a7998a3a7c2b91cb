resource "terraform_data" "deep" {
  input = "bad"
}
