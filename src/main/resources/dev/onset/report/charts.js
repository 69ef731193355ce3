(function () {
  "use strict";
  if (!window.echarts) return;
  document.documentElement.classList.add("js");

  function palette(element) {
    var style = getComputedStyle(element);
    return function (name) { return style.getPropertyValue("--" + name).trim(); };
  }

  function number(value) { return value.toLocaleString("en", { maximumFractionDigits: 2 }); }

  function line(name, color, type, width, seconds, values) {
    var none = values.every(function (value) { return value === 0; });
    return {
      name: none ? name + ": none" : name, type: "line", step: "middle", symbol: "none",
      lineStyle: { color: color, type: type, width: width }, itemStyle: { color: color },
      emphasis: { disabled: true },
      data: none ? [] : seconds.map(function (second, i) { return [second, values[i]]; })
    };
  }

  function option(data, color, narrow) {
    var from = data.seconds.length ? data.seconds[0] : 0;
    var to = data.seconds.length ? data.seconds[data.seconds.length - 1] : 1;
    var offered = line("Offered", color("offered"), [6, 4], 1.5, data.seconds, data.offered);
    var admitted = line("Admitted", color("admitted"), "solid", 2, data.seconds, data.admitted);
    var rejected = line("Rejected", color("rejected"), [2, 3], 2.5, data.seconds, data.rejected);
    var failed = line("Failed", color("failed"), [10, 3, 2, 3], 2, data.seconds, data.failed);
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
        silent: true,
        itemStyle: { color: color("rejected"), opacity: 0.25 },
        data: data.bands.map(function (band) {
          return [{ yAxis: band.lower }, { yAxis: band.upper }];
        })
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
    var zoom = data.seconds.length > 180;
    return {
      animation: false,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily, color: color("ink") },
      legend: {
        top: 0, left: 0, itemWidth: 34, itemGap: 18, itemStyle: { opacity: 0 },
        textStyle: { color: color("ink"), fontSize: 13 }, inactiveColor: color("line")
      },
      grid: { left: 8, right: 16, top: narrow ? 76 : 60, bottom: zoom ? 64 : 28, containLabel: true },
      tooltip: {
        trigger: "axis", confine: true, renderMode: "richText", backgroundColor: color("card"), borderColor: color("line"),
        textStyle: { color: color("ink"), fontSize: 13 }, valueFormatter: number,
        axisPointer: {
          lineStyle: { color: color("quiet") },
          label: { formatter: function (p) { return "Second " + number(p.value); } }
        }
      },
      xAxis: {
        type: "value", min: from, max: Math.max(to, from + 1), minInterval: 1, name: "seconds from start",
        nameLocation: "middle", nameGap: 24, nameTextStyle: { color: color("quiet") },
        axisLabel: { color: color("quiet"), hideOverlap: true, formatter: number },
        axisLine: { lineStyle: { color: color("line") } }, splitLine: { show: false },
        axisPointer: { snap: true }
      },
      yAxis: {
        type: "value", min: 0, name: data.unit, nameTextStyle: { color: color("quiet"), align: "left" },
        axisLabel: { color: color("quiet"), formatter: number },
        splitLine: { lineStyle: { color: color("faint") } }
      },
      dataZoom: zoom ? [{
        type: "slider", height: 20, bottom: 4, filterMode: "none", borderColor: color("line"),
        textStyle: { color: color("quiet") }, brushSelect: false
      }] : [],
      series: [offered, admitted, rejected, failed]
    };
  }

  var charts = Array.prototype.map.call(document.querySelectorAll("[data-chart]"), function (box) {
    var id = box.getAttribute("data-chart");
    var data = JSON.parse(document.querySelector('[data-chart-data="' + id + '"]').textContent);
    return { box: box, data: data, view: echarts.init(box, null, { renderer: "svg" }) };
  });

  function draw(source) {
    var color = palette(source);
    charts.forEach(function (chart) {
      chart.view.resize();
      chart.view.setOption(option(chart.data, color, chart.box.clientWidth < 560), true);
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
