// Redraws the letterhead a moment after its fields change; what is shown is drawn by the server, as the paper will be.
document.addEventListener('DOMContentLoaded', () => {
  const preview = document.querySelector('[data-letterhead-preview]');
  if (!preview) return;
  const form = preview.closest('form');
  const frame = preview.querySelector('iframe');
  const names = ['name', 'organisation', 'layout_profile', 'letterhead_superior', 'letterhead_name',
    'letterhead_requisites', 'letterhead_emblem', 'numbering_template'];
  let timer;
  let shown;
  const draw = () => {
    const query = new URLSearchParams();
    names.forEach((name) => {
      const field = form.elements.namedItem(name);
      if (field) query.set(name, field.value);
    });
    const address = `${preview.dataset.letterheadPreview}?${query}`;
    if (address === shown) return;
    shown = address;
    frame.src = address;
  };
  const later = () => { clearTimeout(timer); timer = setTimeout(draw, 300); };
  form.addEventListener('input', later);
  form.addEventListener('change', later);
  draw();
});
