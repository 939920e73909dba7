"""The addresses of log-in and profile pages, as old links have them."""

from django.urls import path

from accounts import joining_views, login_views, views

urlpatterns = [
    path("login.action", login_views.LoginView.as_view(), name="login"),
    path("login", login_views.LoginView.as_view(), name="login-short"),
    path("dologin.action", login_views.LoginView.as_view(), name="do-login"),
    path("logout.action", login_views.LogoutView.as_view(), name="logout"),
    path("forgotuserpassword.action", login_views.ForgottenPasswordView.as_view(), name="forgotten-password"),
    path("users/setpassword.action", login_views.SetPasswordView.as_view(), name="set-password"),
    path("signup.action", joining_views.SignUpView.as_view(), name="sign-up"),
    path("users/join.action", joining_views.JoinView.as_view(), name="join"),
    path("users/viewuserprofile.action", views.view_user_profile, name="view-user-profile"),
    path("users/viewmyprofile.action", views.view_my_profile, name="view-my-profile"),
    path("users/editmyprofile.action", views.EditMyProfileView.as_view(), name="edit-my-profile"),
    path("users/changemypassword.action", views.ChangeMyPasswordView.as_view(), name="change-my-password"),
    path("users/userpicture", views.user_picture, name="user-picture"),
]
