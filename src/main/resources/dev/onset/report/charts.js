(function () {
  "use strict";
  if (!window.echarts) return;
  document.documentElement.classList.add("js");

  // Colour and dashes have no common divisor, so that no two outcomes share both.
  var COLORS = 8;
  var DASHES = [[2, 3], [8, 3], [10, 3, 2, 3], [5, 2], [1, 4], [14, 4], [6, 2, 1, 2, 1, 2]];

  function palette(element) {
    var style = getComputedStyle(element);
    return function (name) { return style.getPropertyValue("--" + name).trim(); };
  }

  function number(value) { return value.toLocaleString("en", { maximumSignificantDigits: 4 }); }

  function whole(value) { return value.toLocaleString("en", { maximumFractionDigits: 2 }); }

  function duration(millis) {
    return millis < 1000 ? number(millis) + " ms" : number(millis / 1000) + " s";
  }

  function look(index, color) {
    return index < 0
      ? { color: color("admitted"), type: "solid", width: 2 }
      : { color: color("s" + (1 + index % COLORS)), type: DASHES[index % DASHES.length], width: 2 };
  }

  function line(name, style, data) {
    return {
      name: name, type: "line", symbol: "none", lineStyle: style, itemStyle: { color: style.color },
      emphasis: { disabled: true }, data: data
    };
  }

  function ruler(name, color) {
    return {
      name: name, nameTextStyle: { color: color("quiet"), align: "left" },
      axisLabel: { color: color("quiet"), hideOverlap: true, formatter: number },
      axisLine: { lineStyle: { color: color("line") } },
      splitLine: { lineStyle: { color: color("faint") } }, minorSplitLine: { show: false }
    };
  }

  function across(name, color) {
    return Object.assign(ruler(name, color), {
      nameLocation: "middle", nameGap: 26, nameTextStyle: { color: color("quiet") }, splitLine: { show: false }
    });
  }

  function base(color, parts) {
    return Object.assign({
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("ink") },
      grid: { left: 8, right: 20, top: 34, bottom: 34, containLabel: true },
      legend: { show: false }
    }, parts);
  }

  /** Drawn, not an element: a style attribute would break the page's security policy. */
  function tip(color, trigger, text) {
    return {
      trigger: trigger, confine: true, renderMode: "richText", formatter: text,
      backgroundColor: color("card"), borderColor: color("line"), borderWidth: 1,
      textStyle: { color: color("ink"), fontSize: 13, lineHeight: 19 },
      axisPointer: { lineStyle: { color: color("quiet") } }
    };
  }

  function timeline(data, color, narrow) {
    var from = data.seconds[0];
    var to = data.seconds[data.seconds.length - 1];
    function points(values) {
      return data.seconds.map(function (second, i) { return [second, values[i]]; });
    }
    var offered = line("Offered", { color: color("offered"), type: [6, 4], width: 1.5 }, points(data.offered));
    var admitted = line("Admitted", look(-1, color), points(data.admitted));
    var series = [offered, admitted].concat(data.outcomes.map(function (outcome) {
      return line(outcome.name, look(outcome.look, color), points(outcome.values));
    }));
    series.forEach(function (one) { one.step = "middle"; one.sampling = "minmax"; });
    offered.markArea = {
      silent: true,
      data: data.phases.map(function (phase, i) {
        var wide = (phase.to - phase.from) / Math.max(1, to - from) > (narrow ? 0.2 : 0.1);
        return [{
          // The value of a second is drawn around it, half a second to each side.
          name: wide ? phase.name : "", xAxis: Math.max(from, phase.from - 0.5),
          itemStyle: { color: i % 2 ? "transparent" : color("faint"), opacity: 0.6 },
          label: { color: color("quiet"), fontSize: 11, position: "insideTop" }
        }, { xAxis: Math.min(to, phase.to - 0.5) }];
      })
    };
    if (data.bands.length) {
      admitted.markArea = {
        silent: true, itemStyle: { color: color("rejected"), opacity: 0.25 },
        data: data.bands.map(function (band) { return [{ yAxis: band.lower }, { yAxis: band.upper }]; })
      };
      admitted.markLine = {
        silent: true, symbol: "none", precision: 6,
        lineStyle: { color: color("rejected"), type: "solid", width: 1 },
        label: {
          position: "insideStartTop", color: color("ink"), fontSize: 12,
          backgroundColor: color("card"), padding: [2, 4], borderRadius: 3
        },
        data: data.bands.map(function (band) {
          return { yAxis: band.upper, label: { formatter: band.label } };
        })
      };
    }
    return base(color, {
      grid: { left: 8, right: 20, top: 34, bottom: 64, containLabel: true },
      tooltip: tip(color, "axis", function (all) {
        return ["Second " + whole(all[0].axisValue)].concat(all.filter(function (one) {
          return one.seriesIndex < 2 || one.value[1] !== 0;
        }).map(function (one) { return one.seriesName + ": " + whole(one.value[1]); })).join("\n");
      }),
      xAxis: Object.assign(across("seconds from start", color), {
        type: "value", min: from, max: Math.max(to, from + 1), minInterval: 1, axisPointer: { snap: true }
      }),
      yAxis: Object.assign(ruler(data.unit, color), { type: "value", min: 0 }),
      dataZoom: [{
        type: "slider", height: 20, bottom: 4, filterMode: "none", borderColor: color("line"),
        textStyle: { color: color("quiet") }, brushSelect: false, showDataShadow: false
      }, {
        type: "inside", filterMode: "none", zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false,
        preventDefaultMouseMove: false
      }],
      series: series
    });
  }

  function load(data, color) {
    var loads = data.outcomes[0].points.map(function (point) { return point.load; });
    var series = data.outcomes.map(function (outcome) {
      var style = look(outcome.look, color);
      return Object.assign(line(outcome.name, style, outcome.points.map(function (point) {
        var good = point.verdict === "GOOD";
        return {
          value: [point.load, point.percent], verdict: point.verdict,
          symbol: good ? "emptyCircle" : "triangle", symbolSize: good ? 9 : 11
        };
      })), { symbol: "circle", showAllSymbol: true });
    });
    function side(at) {
      var way = data.log ? Math.log : Number;
      var share = (way(at) - way(loads[0])) / (way(loads[loads.length - 1]) - way(loads[0]));
      return share > 0.7 ? "right" : share < 0.3 ? "left" : "center";
    }
    data.bounds.forEach(function (bound, i) {
      var style = look(bound.look, color);
      // Each series can have one band; a bound without points of its own goes with the first.
      var own = series.find(function (one) { return one.name === bound.name; }) || series[0];
      own.markArea = own.markArea || { silent: true, itemStyle: { color: style.color, opacity: 0.2 }, data: [] };
      own.markArea.data.push([{ xAxis: bound.lower }, { xAxis: bound.upper }]);
      own.markLine = own.markLine || {
        silent: true, symbol: "none", lineStyle: { color: style.color, type: "solid", width: 1 },
        label: { color: color("ink"), fontSize: 12 }, data: []
      };
      own.markLine.data.push(
        { xAxis: bound.lower, label: { show: false } },
        {
          xAxis: bound.upper,
          label: {
            formatter: bound.name + " " + number(bound.lower) + "–" + number(bound.upper),
            // Beside the edge there is room on one side only.
            position: "end", distance: 4 + 16 * i, align: side(bound.upper)
          }
        });
    });
    return base(color, {
      grid: { left: 8, right: 20, top: 44 + 16 * data.bounds.length, bottom: 34, containLabel: true },
      tooltip: tip(color, "item", function (one) {
        return number(one.value[0]) + " " + data.unit + ": " + one.data.verdict
          + "\n" + one.seriesName + ": " + number(one.value[1]) + "%";
      }),
      xAxis: Object.assign(across(data.unit, color), data.log
        ? { type: "log", min: loads[0], max: loads[loads.length - 1] } : { type: "value", scale: true }),
      yAxis: Object.assign(ruler("% of attempts", color), { type: "value", min: 0 }),
      series: series
    });
  }

  function spread(data, color, narrow) {
    var counts = data.kind === "connect";
    var lowest = Infinity;
    var highest = 0;
    var series = data.outcomes.map(function (outcome) {
      var style = look(outcome.look, color);
      // On a logarithmic axis nothing is drawn below the line of 1 in place of 0.
      function height(count) { return counts ? Math.max(count, 0.5) : 100 * count / outcome.total; }
      var ends = outcome.ends;
      lowest = Math.min(lowest, ends[0]);
      highest = Math.max(highest, ends[ends.length - 1]);
      var points = [{ value: [ends[0], height(0)], skip: true }];
      outcome.counts.forEach(function (count, i) {
        points.push({ value: [ends[i], height(count)], count: count, to: ends[i + 1] });
      });
      points.push({ value: [ends[ends.length - 1], height(0)], skip: true });
      var one = line(outcome.name, style, points);
      one.step = "end";
      one.areaStyle = { color: style.color, opacity: 0.12, origin: "start" };
      return one;
    });
    if (data.steps.length) {
      highest = Math.max(highest, 1000 * data.steps[data.steps.length - 1].seconds * 1.1);
      series[0].markLine = {
        silent: true, symbol: "none", lineStyle: { color: color("quiet"), type: [4, 4], width: 1 },
        label: { color: color("ink"), fontSize: 11, position: "end" },
        data: data.steps.map(function (step, i) {
          // Between neighbours that are close together there is no room for each label.
          var shown = step.connections || !(narrow ? i % 3 : i > 2 && i % 2);
          return {
            xAxis: 1000 * step.seconds,
            label: { formatter: shown ? step.seconds + " s" + (step.connections ? "\n" + number(step.connections) : "") : "" }
          };
        })
      };
    }
    return base(color, {
      grid: { left: 8, right: 20, top: counts ? 48 : 34, bottom: 34, containLabel: true },
      tooltip: tip(color, "axis", function (all) {
        var rows = all.filter(function (one) { return !one.data.skip && one.data.count; });
        if (!rows.length) return "";
        return [duration(rows[0].value[0]) + " to " + duration(rows[0].data.to)].concat(rows.map(function (one) {
          return one.seriesName + ": " + whole(one.data.count) + (counts ? "" : " (" + number(one.value[1]) + "%)");
        })).join("\n");
      }),
      xAxis: Object.assign(across("milliseconds", color), { type: "log", min: lowest, max: highest }),
      yAxis: counts
        ? Object.assign(ruler("connections", color), {
          type: "log", min: 0.5, axisLabel: {
            color: color("quiet"), formatter: function (value) { return value < 1 ? "" : number(value); }
          }
        })
        : Object.assign(ruler("% of the outcome's attempts", color), {
          type: "value", min: 0
        }),
      series: series
    });
  }

  var DRAW = { timeline: timeline, load: load, latency: spread, connect: spread };

  function button(label, text) {
    var element = document.createElement("button");
    element.type = "button";
    element.textContent = text;
    if (label) element.setAttribute("aria-label", label);
    return element;
  }

  /** A piece of the line beside its name, so that colour is never alone. */
  function swatch(style) {
    var svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    var stroke = document.createElementNS("http://www.w3.org/2000/svg", "path");
    svg.setAttribute("width", 28);
    svg.setAttribute("height", 8);
    svg.setAttribute("aria-hidden", "true");
    stroke.setAttribute("d", "M0 4H28");
    stroke.setAttribute("stroke", style.color);
    stroke.setAttribute("stroke-width", style.width);
    if (style.type !== "solid") stroke.setAttribute("stroke-dasharray", style.type.join(" "));
    svg.appendChild(stroke);
    return svg;
  }

  function legend(chart, series) {
    chart.legend.textContent = "";
    series.forEach(function (one) {
      var toggle = button("", one.name);
      toggle.insertBefore(swatch(one.lineStyle), toggle.firstChild);
      toggle.setAttribute("aria-pressed", String(chart.shown[one.name] !== false));
      toggle.addEventListener("click", function () {
        chart.shown[one.name] = chart.shown[one.name] === false;
        toggle.setAttribute("aria-pressed", String(chart.shown[one.name]));
        chart.view.dispatchAction({ type: "legendToggleSelect", name: one.name });
      });
      chart.legend.appendChild(toggle);
    });
  }

  function zoomable(chart) {
    var seconds = chart.data.seconds;
    var from = seconds[0];
    var length = Math.max(1, seconds[seconds.length - 1] - from);
    var range = document.createElement("output");
    range.className = "range";
    function show() {
      var low = Math.round(from + length * chart.zoom[0] / 100);
      var high = Math.round(from + length * chart.zoom[1] / 100);
      chart.box.setAttribute("data-zoom-from", low);
      chart.box.setAttribute("data-zoom-to", high);
      range.textContent = whole(low) + "–" + whole(high) + " s";
    }
    function to(middle, width) {
      width = Math.max(Math.min(100, 200 / length), Math.min(100, width));
      var start = Math.max(0, Math.min(100 - width, middle - width / 2));
      chart.view.dispatchAction({ type: "dataZoom", start: start, end: start + width });
    }
    chart.view.on("datazoom", function () {
      var state = chart.view.getOption().dataZoom[0];
      chart.zoom = [state.start, state.end];
      show();
    });
    var group = document.createElement("div");
    group.className = "zoom";
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", "Zoom: " + chart.box.getAttribute("data-chart-name"));
    [["earlier", "Earlier", "←"], ["in", "Zoom in", "+"], ["out", "Zoom out", "−"],
      ["all", "Show all", "all"], ["later", "Later", "→"]].forEach(function (what) {
      var one = button(what[1], what[2]);
      one.setAttribute("data-zoom", what[0]);
      one.addEventListener("click", function () {
        var middle = (chart.zoom[0] + chart.zoom[1]) / 2;
        var width = chart.zoom[1] - chart.zoom[0];
        if (what[0] === "in") to(middle, width / 2);
        else if (what[0] === "out") to(middle, width * 2);
        else if (what[0] === "all") to(50, 100);
        else to(middle + (what[0] === "later" ? width : -width) / 2, width);
      });
      group.appendChild(one);
    });
    group.appendChild(range);
    chart.legend.parentNode.appendChild(group);
    show();
  }

  var charts = Array.prototype.map.call(document.querySelectorAll("[data-chart]"), function (box) {
    var id = box.getAttribute("data-chart");
    var data = JSON.parse(document.querySelector('[data-chart-data="' + id + '"]').textContent);
    var tools = document.createElement("div");
    tools.className = "tools";
    var names = document.createElement("div");
    names.className = "tools";
    names.setAttribute("role", "group");
    names.setAttribute("aria-label", "Lines: " + box.getAttribute("data-chart-name"));
    tools.appendChild(names);
    box.parentNode.insertBefore(tools, box);
    var chart = {
      box: box, data: data, legend: names, shown: {}, zoom: [0, 100],
      view: echarts.init(box, null, { renderer: "svg" })
    };
    if (data.kind === "timeline") zoomable(chart);
    return chart;
  });

  function draw(source) {
    var color = palette(source);
    charts.forEach(function (chart) {
      chart.view.resize();
      var option = DRAW[chart.data.kind](chart.data, color, chart.box.clientWidth < 560);
      option.legend.selected = chart.shown;
      (option.dataZoom || []).forEach(function (zoom) {
        zoom.start = chart.zoom[0];
        zoom.end = chart.zoom[1];
      });
      chart.view.setOption(option, true);
      legend(chart, option.series);
    });
  }

  var screenColors = document.documentElement;
  draw(screenColors);
  var waiting = 0;
  window.addEventListener("resize", function () {
    clearTimeout(waiting);
    waiting = setTimeout(function () { draw(screenColors); }, 100);
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", function () { draw(screenColors); });
  window.addEventListener("beforeprint", function () { draw(document.querySelector(".paper")); });
  window.addEventListener("afterprint", function () { draw(screenColors); });
})();
