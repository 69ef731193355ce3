// Shows only the runs that match a text and a status; both are kept in the address.
'use strict';
(() => {
  const box = document.querySelector('[data-filter="runs"]');
  const table = document.querySelector('[data-table="runs"]');
  if (!box || !table) return;
  const text = box.querySelector('input');
  const status = box.querySelector('select');
  const shown = box.querySelector('.shown');
  const rows = Array.from(table.tBodies[0].rows, row => ({
    row,
    statuses: row.dataset.status.split('|'),
    // Run, release, target.
    words: Array.from(row.cells).slice(0, 3).map(cell => cell.textContent).join(' ').toLowerCase()
  }));
  const count = new Intl.NumberFormat('en');

  function apply() {
    const wanted = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let visible = 0;
    for (const { row, statuses, words } of rows) {
      const match = (!status.value || statuses.includes(status.value))
        && wanted.every(word => words.includes(word));
      if (row.hidden === match) row.hidden = !match;
      if (match) visible++;
    }
    shown.textContent = visible === rows.length
      ? rows.length === 1 ? '1 run' : `All ${count.format(rows.length)} runs`
      : `${count.format(visible)} of ${count.format(rows.length)} runs`;
  }

  function keep() {
    const state = new URLSearchParams();
    if (text.value) state.set('text', text.value);
    if (status.value) state.set('status', status.value);
    const hash = state.toString();
    history.replaceState(null, '', hash ? '#' + hash : location.pathname + location.search);
  }

  function restore() {
    // Other fragments are places on this page.
    if (!location.hash.includes('=')) return;
    const state = new URLSearchParams(location.hash.slice(1));
    text.value = state.get('text') || '';
    status.value = state.get('status') || '';
    if (status.selectedIndex < 0) status.value = '';
  }

  function change() {
    apply();
    keep();
  }

  text.addEventListener('input', change);
  status.addEventListener('change', change);
  window.addEventListener('hashchange', () => { restore(); apply(); });
  box.hidden = false;
  restore();
  apply();
})();
