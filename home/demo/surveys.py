"""What the demo federation has asked its readers."""

import datetime
import json

from home.demo.writing import publish
from home.models import SurveyAnswer, SurveyField, SurveyPage


def ask_readers(index, author):
    survey = SurveyPage(
        title="Чему вас учить в 2027 году?",
        slug="chemu-uchit",
        intro="<p>Учебный центр составляет план на год. Ответы займут две минуты, имени мы не спрашиваем.</p>",
        closes_on=datetime.date(2026, 12, 20),
        kept_days=180,
        shows_results=SurveyPage.Results.ALWAYS,
        thanks="Спасибо. План появится на сайте в январе.",
    )
    survey.form_fields = [
        SurveyField(
            sort_order=0,
            label="О чём вы хотели бы узнать?",
            field_type="checkboxes",
            choices="охрана труда\nтрудовое право\nзарплата и договоры\nпубличная речь",
        ),
        SurveyField(sort_order=1, label="Как удобнее учиться?", field_type="radio", choices="очно\nпо видеосвязи"),
        SurveyField(sort_order=2, label="Чего не хватило в этом году?", field_type="multiline", required=False),
    ]
    publish(index, survey, author)
    topics, way = (field.clean_name for field in list(survey.form_fields.all())[:2])
    for number in range(9):
        answer = {
            topics: ["охрана труда", "трудовое право"][: number % 2 + 1],
            way: "очно" if number % 3 else "по видеосвязи",
        }
        SurveyAnswer.objects.create(page=survey, form_data=json.loads(json.dumps(answer)))
    past = SurveyPage(
        title="Откуда вы узнаёте о решениях Совета?",
        slug="otkuda-uznayote",
        intro="<p>Спрашивали, чтобы понять, чего не хватает сайту и газете.</p>",
        closes_on=datetime.date(2026, 10, 31),
        kept_days=180,
        shows_results=SurveyPage.Results.CLOSED,
    )
    past.form_fields = [
        SurveyField(
            sort_order=0,
            label="Откуда узнаёте чаще всего?",
            field_type="radio",
            choices="от председателя первичной\nиз газеты\nс сайта\nот товарищей",
        ),
    ]
    publish(index, past, author)
    source = past.form_fields.first().clean_name
    for words, number in (("от председателя первичной", 23), ("из газеты", 11), ("с сайта", 17), ("от товарищей", 6)):
        SurveyAnswer.objects.bulk_create(
            [SurveyAnswer(page=past, form_data={source: words}) for _answer in range(number)]
        )
