"""The wiki's addresses, and those of the floor."""

from django.urls import include, path

from bench import floor

urlpatterns = [
    path("bench/admit", floor.admit),
    path("bench/read/<int:content_id>", floor.read),
    path("bench/view/<int:content_id>", floor.view),
    path("bench/store/<int:parent_id>", floor.store),
    path("bench/update/<int:content_id>", floor.update),
    path("", include("config.urls")),
]
