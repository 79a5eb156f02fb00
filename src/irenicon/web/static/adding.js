// Says at once which file is too long, and while a document is read that it is.
for (const form of document.querySelectorAll("[data-adding]")) {
  const file = form.querySelector("input[type=file]"), status = form.querySelector("[data-adding-status]")
  file.addEventListener("change", () => {
    const size = [...file.files].reduce((sum, one) => sum + one.size, 0)
    file.setCustomValidity(size > Number(file.dataset.most) ? file.dataset.tooLong : "")
    file.reportValidity()
  })
  form.addEventListener("submit", () => {
    const button = form.querySelector("[data-busy]")
    status.textContent = button.dataset.busy
    setTimeout(() => { button.disabled = true })
  })
  addEventListener("pageshow", () => {
    form.querySelector("[data-busy]").disabled = false
    status.textContent = ""
  })
}
