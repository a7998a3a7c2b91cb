# Whatever is not known of them.
resource "terraform_data" "later" {
  input = "x"
}
