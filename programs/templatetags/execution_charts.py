"""The charts of a report on execution, as its screen, its page and its paper show them."""

from django import template

from programs.reporting.charts import points_chart, weeks_chart

register = template.Library()


@register.inclusion_tag("programs/reporting/points_chart.svg")
def chart_of_points(rows, title):
    return {"title": title, **points_chart(rows)}


@register.inclusion_tag("programs/reporting/weeks_chart.svg")
def chart_of_weeks(weeks, title):
    return {"title": title, **weeks_chart(weeks)}
